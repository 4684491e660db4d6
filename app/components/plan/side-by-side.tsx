import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Currency } from "#app/domain/money/currency.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { mediumDate } from "#app/i18n/dates.ts";
import { currencyWord } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { Amount } from "../money/amount.tsx";
import { Head, Ledger, LedgerRow, Sum } from "../money/ledger.tsx";
import { DateText } from "../ui/text.tsx";

/** What a plan still takes; minor units, counted from today. */
export interface Rest {
  readonly toPayMinor: bigint;
  readonly overTodayMinor: bigint;
  readonly terms: number;
  readonly nextDueOn: CalendarDate | null;
  readonly nextMinor: bigint;
  readonly lastDueOn: CalendarDate | null;
}

interface SideBySideProps {
  readonly before: Rest;
  readonly after: Rest;
  readonly currency: Currency;
}

/** The plan as it is and as it would be, figure by figure. */
export function SideBySide({ before, after, currency }: SideBySideProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const row = (name: string, cell: (rest: Rest) => ReactNode) => (
    <LedgerRow head={name}>
      <Sum>{cell(before)}</Sum>
      <Sum>{cell(after)}</Sum>
    </LedgerRow>
  );
  const date = (on: CalendarDate | null) =>
    on && <DateText iso={on}>{mediumDate(on, locale)}</DateText>;
  const amount = (minor: bigint) => <Amount minor={minor} currency={currency} form="bare" />;
  const heads = (
    <>
      <Head>{t("planChange.unit", { unit: currencyWord(currency, locale) })}</Head>
      <Head right>{t("planChange.now")}</Head>
      <Head right>{t("planChange.new")}</Head>
    </>
  );
  return (
    <Ledger caption={t("planChange.both")} heads={heads} gap="small" tight>
      {row(t("planChange.next"), ({ nextDueOn }) => date(nextDueOn))}
      {row(t("planChange.nextAmount"), ({ nextMinor }) => amount(nextMinor))}
      {row(t("planChange.left"), ({ terms }) => t("planChange.times", { count: terms }))}
      {row(t("planChange.last"), ({ lastDueOn }) => date(lastDueOn))}
      {row(t("planChange.toPay"), ({ toPayMinor }) => amount(toPayMinor))}
      {row(t("planChange.cost"), ({ overTodayMinor }) => amount(overTodayMinor))}
    </Ledger>
  );
}
