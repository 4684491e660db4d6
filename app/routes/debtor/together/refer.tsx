import { useTranslation } from "react-i18next";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { Section } from "#app/components/layout/debtor-page.tsx";
import { Acts, Button } from "#app/components/ui/button.tsx";
import { formatAmount } from "#app/domain/money/amount.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import { dayAndMonth } from "#app/i18n/dates.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { JointAsk } from "#app/services/plans/refer-together.server.ts";

interface ReferProps {
  readonly ask: JointAsk;
  readonly accountIds: readonly string[];
  readonly currency: Currency;
  /** What was typed as the most a month, to stand in the page again. */
  readonly most: string;
  /** Whether the reader told us of income and spending. */
  readonly stated: boolean;
}

/** What the policy has no answer to goes to a person, who answers by a promised day. */
export function ReferTogether({ ask, accountIds, currency, most, stated }: ReferProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { amountMinor, frequency, firstDueOn } = ask;
  const values = {
    amount: moneyInText(amountMinor, currency, locale),
    date: dayAndMonth(firstDueOn, locale),
    n: accountIds.length,
  };
  const under = stated
    ? t("together.refer.under", values)
    : t("together.refer.underUnstated", values);
  return (
    <Section column title={t("together.refer.title")} under={under}>
      <PageForm>
        {accountIds.map((id) => (
          <input key={id} type="hidden" name="a" value={id} />
        ))}
        <input type="hidden" name="amount" value={formatAmount(amountMinor, currency)} />
        <input type="hidden" name="every" value={frequency} />
        <input type="hidden" name="first" value={firstDueOn} />
        <input type="hidden" name="most" value={most} />
        <Acts close>
          <Button look="second">{t("together.refer.go")}</Button>
        </Acts>
      </PageForm>
    </Section>
  );
}
