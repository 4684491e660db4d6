import { useTranslation } from "react-i18next";
import type { Currency } from "#app/domain/money/currency.ts";
import { monthAndYear } from "#app/i18n/dates.ts";
import { currencyWord } from "#app/i18n/money.ts";
import { percent } from "#app/i18n/numbers.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { BalanceSteps } from "../charts/balance-steps.tsx";
import { Section } from "../layout/debtor-page.tsx";
import { Amount } from "../money/amount.tsx";
import { Head, Ledger, LedgerRow, Sum } from "../money/ledger.tsx";
import type { Way } from "./way.ts";
import { useWayWords } from "./way-words.ts";

interface ComparedProps {
  /** Those on the cards in front. */
  readonly cards: readonly Way[];
  readonly all: readonly Way[];
  readonly currency: Currency;
}

/** How the balance falls under the ways in front, then every way in one table. */
export function WaysCompared({ cards, all, currency }: ComparedProps) {
  const { t } = useTranslation("debtor");
  const words = useWayWords();
  const unit = currencyWord(currency, useLocale());
  const series = cards.map((way) => ({
    key: way.pick,
    label: words(way).short,
    points: way.steps,
  }));
  return (
    <>
      <Section title={t("ways.chart")} under={t("ways.chartUnder", { unit })}>
        <BalanceSteps series={series} currency={currency} title={t("ways.chartTitle")} />
      </Section>
      <WaysTable ways={all} currency={currency} />
    </>
  );
}

/** What each way takes, in all, and against paying today. */
function WaysTable({ ways, currency }: { ways: readonly Way[]; currency: Currency }) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const words = useWayWords();
  const unit = currencyWord(currency, locale);
  const heads = (
    <>
      <Head>{t("ways.table.way")}</Head>
      <Head right>{t("ways.table.each")}</Head>
      <Head right>{t("ways.table.total")}</Head>
      <Head right>{t("ways.table.over")}</Head>
    </>
  );
  return (
    <Section title={t("ways.table.title")} under={t("ways.table.under", { unit })}>
      <Ledger caption={t("ways.table.title")} heads={heads} tight>
        {ways.map((way) => (
          <LedgerRow
            key={way.pick}
            head={words(way).short}
            detail={monthAndYear(way.lastDueOn, locale)}
          >
            <Sum detail={`×${way.terms}`}>
              <Amount minor={way.eachMinor} currency={currency} form="bare" />
            </Sum>
            <Sum>
              <Amount minor={way.toPayMinor} currency={currency} form="bare" />
            </Sum>
            <Sum detail={percent(way.annualRate, locale)}>
              <Amount minor={way.overTodayMinor} currency={currency} form="bare" />
            </Sum>
          </LedgerRow>
        ))}
      </Ledger>
    </Section>
  );
}
