import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/money/amount.tsx";
import { Head, Ledger, LedgerRow, Sum, Total } from "#app/components/money/ledger.tsx";
import { dayAndMonth } from "#app/i18n/dates.ts";
import { currencyWord } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { BalancePage } from "#app/services/reading/balance-page.ts";

/** From the snapshot to today: what was added, what was taken off, and the proven sum. */
export function SinceTable({ page }: { page: BalancePage }) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { currency } = page;
  const total = (
    <LedgerRow head={t("balance.balanceToday")}>
      <Total>
        <Amount minor={page.totalMinor - page.creditMinor} currency={currency} form="bare" />
      </Total>
    </LedgerRow>
  );
  const heads = (
    <>
      <Head>{t("balance.what")}</Head>
      <Head right>{t("balance.unit", { unit: currencyWord(currency, locale) })}</Head>
    </>
  );
  return (
    <section className="gap">
      <Ledger caption={t("balance.since")} heads={heads} total={total}>
        <LedgerRow head={t("balance.opening", { date: dayAndMonth(page.asOf, locale) })}>
          <Sum>
            <Amount minor={page.openingMinor} currency={currency} form="bare" />
          </Sum>
        </LedgerRow>
        {page.interestDays > 0 && (
          <LedgerRow head={t("balance.plusInterest")} detail={<InterestDays page={page} />}>
            <Sum>
              <Amount minor={page.interestMinor} currency={currency} form="signed" />
            </Sum>
          </LedgerRow>
        )}
        {page.changes.map((change) => (
          <LedgerRow
            key={`${change.on}:${change.kind}:${change.amountMinor}:${change.reference}`}
            head={t(`balance.change.${change.kind}`)}
            detail={dayAndMonth(change.on, locale)}
          >
            <Sum>
              <Amount minor={change.amountMinor} currency={currency} form="signed" />
            </Sum>
          </LedgerRow>
        ))}
      </Ledger>
    </section>
  );
}

function InterestDays({ page }: { page: BalancePage }) {
  const { t } = useTranslation("debtor");
  const days = t("balance.days", { count: page.interestDays });
  if (page.heldDays === 0) return <>{days}</>;
  return <>{t("balance.daysHeld", { days, held: page.heldDays })}</>;
}
