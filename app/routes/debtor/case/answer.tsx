import { useTranslation } from "react-i18next";
import { Section } from "#app/components/layout/debtor-page.tsx";
import { SoloLink } from "#app/components/ui/button.tsx";
import { PlainList } from "#app/components/ui/checks.tsx";
import { isCurrency } from "#app/domain/money/currency.ts";
import { longDate } from "#app/i18n/dates.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { CasePage } from "#app/services/reading/case.server.ts";

interface AnswerProps {
  readonly page: CasePage;
  readonly answer: NonNullable<CasePage["answer"]>;
}

/** What was found and why, what it does, the letter, and where else to go. */
export function Answer({ page, answer }: AnswerProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { amountMinor, currency } = answer;
  const amount =
    amountMinor !== null && isCurrency(currency) ? moneyInText(amountMinor, currency, locale) : "";
  const goesOn = page.stops.length === 0;
  return (
    <Section title={t(`case.outcome.${answer.outcome}`)}>
      <p className="said">{answer.text}</p>
      <PlainList>
        {answer.leaves ? (
          <>
            <li>{t("case.does.notOwed")}</li>
            <li>{t("case.does.leaves")}</li>
          </>
        ) : (
          <li>{amount === "" ? t("case.does.noAmount") : t("case.does.amount", { amount })}</li>
        )}
        {page.kind === "dispute" && (
          <li>{goesOn ? t("case.does.goesOn") : t("case.does.stays")}</li>
        )}
        {answer.settledEarly && <li>{t("case.next.summary")}</li>}
        {answer.settlesUntil !== null && (
          <li>{t("case.next.summaryOpen", { date: longDate(answer.settlesUntil, locale) })}</li>
        )}
      </PlainList>
      <SoloLink href={`/a/${page.accountId}/cases/${page.id}/letter.pdf`}>
        {t("case.letter.get")}
      </SoloLink>
      {page.referral !== "none" && (
        <p className="small quiet">{t(`case.referral.${page.referral}`)}</p>
      )}
    </Section>
  );
}
