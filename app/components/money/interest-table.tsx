import { useTranslation } from "react-i18next";
import type { ExplanationLine } from "#app/domain/interest/terms.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import { shortDate } from "#app/i18n/dates.ts";
import { currencyWord } from "#app/i18n/money.ts";
import { percent } from "#app/i18n/numbers.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { Section } from "../layout/debtor-page.tsx";
import { NoBreak } from "../ui/text.tsx";
import { Amount } from "./amount.tsx";
import { Head, Ledger, LedgerRow, Sum, Total } from "./ledger.tsx";

/** "Why this amount?": each interval with its days, base and rate; the lines sum to the posting. */
export function InterestTable({ currency, explanation, lead }: InterestTableProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const sum = explanation.reduce((all, line) => all + line.amountMinor, 0n);
  const heads = (
    <>
      <Head>{t("balance.which")}</Head>
      <Head right>{t("balance.interestUnit", { unit: currencyWord(currency, locale) })}</Head>
    </>
  );
  const total = (
    <LedgerRow head={t("balance.total")}>
      <Total>
        <Amount minor={sum} currency={currency} form="bare" />
      </Total>
    </LedgerRow>
  );
  return (
    <Section title={t("balance.dayByDay")} under={lead ?? t("balance.howCounted")}>
      <Ledger caption={t("balance.dayByDay")} heads={heads} total={total}>
        {explanation.map((line) => (
          <LedgerRow
            key={`${line.from}:${line.rule}:${line.component}`}
            held={line.rule.startsWith("hold:")}
            head={
              <NoBreak>
                {t("balance.fromTo", {
                  from: shortDate(line.from, locale),
                  to: shortDate(line.to, locale),
                })}
              </NoBreak>
            }
            detail={<Counted line={line} currency={currency} />}
          >
            <Sum>
              <Amount minor={line.amountMinor} currency={currency} form="bare" />
            </Sum>
          </LedgerRow>
        ))}
      </Ledger>
      <p className="small quiet gap-s">{t("balance.firstNotLast")}</p>
    </Section>
  );
}

interface InterestTableProps {
  readonly currency: Currency;
  readonly explanation: readonly ExplanationLine[];
  /** What is counted, where it is not the reader's own balance. */
  readonly lead?: string;
}

function Counted({ line, currency }: { line: ExplanationLine; currency: Currency }) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const days = t("balance.days", { count: line.days });
  if (line.rule.startsWith("hold:")) {
    const why = t(`holdKind.${line.rule.slice("hold:".length) as "dispute"}`);
    return <>{t("balance.paused", { days, why })}</>;
  }
  const rule = line.rule.replace(/[^A-Za-z]+/g, "_");
  return (
    <>
      {line.days > 0 && `${days} × `}
      <Amount minor={line.baseMinor} currency={currency} /> ×{" "}
      <span className="n">{percent(line.rate, locale)}</span>
      {line.yearDays ? ` ÷ ${line.yearDays}` : ""} {t(`interestRule.${rule as "daily_rate"}`)}
    </>
  );
}
