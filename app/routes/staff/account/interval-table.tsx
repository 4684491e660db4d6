import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/money/amount.tsx";
import { Cell, Grid, GridHead, GridRow } from "#app/components/staff/grid.tsx";
import { shortDate } from "#app/i18n/dates.ts";
import { percent } from "#app/i18n/numbers.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { BalancePage } from "#app/services/reading/balance-page.ts";

/** Interest interval by interval: the lines sum exactly to what was added. */
export function IntervalTable({ balance }: { balance: BalancePage }) {
  const { t } = useTranslation(["staff", "debtor"]);
  const locale = useLocale();
  const heads = (
    <>
      <GridHead>{t("account.from")}</GridHead>
      <GridHead>{t("account.to")}</GridHead>
      <GridHead right>{t("account.dayCount")}</GridHead>
      <GridHead right>{t("account.base")}</GridHead>
      <GridHead right>{t("account.rate")}</GridHead>
      <GridHead right>{t("account.amount")}</GridHead>
    </>
  );
  return (
    <Grid caption={t("account.intervals")} heads={heads}>
      {balance.explanation.map((line) => (
        <GridRow key={`${line.from}:${line.rule}:${line.component}`}>
          <Cell>{shortDate(line.from, locale)}</Cell>
          <Cell>{shortDate(line.to, locale)}</Cell>
          <Cell look="right">{line.days}</Cell>
          <Cell look="right">
            <Amount minor={line.baseMinor} currency={balance.currency} form="bare" />
          </Cell>
          <Cell look="right">
            {line.rule.startsWith("hold:") ? t("account.held") : <Rate line={line} />}
          </Cell>
          <Cell look="right">
            <Amount minor={line.amountMinor} currency={balance.currency} form="bare" />
          </Cell>
        </GridRow>
      ))}
    </Grid>
  );
}

function Rate({ line }: { line: BalancePage["explanation"][number] }) {
  const { t } = useTranslation("debtor");
  const rule = line.rule.replace(/[^A-Za-z]+/g, "_");
  return (
    <>
      {percent(line.rate, useLocale())}
      {line.yearDays ? ` ÷ ${line.yearDays}` : ""} {t(`interestRule.${rule as "daily_rate"}`)}
    </>
  );
}
