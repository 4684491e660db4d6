import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/money/amount.tsx";
import { Cell, Grid, GridHead, GridRow } from "#app/components/staff/grid.tsx";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { mediumDate } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { PlanListRow } from "#app/services/reading/staff-plans.server.ts";

/** Plans with what was paid of each and what is due next. */
export function PlanTable({ rows }: { rows: readonly PlanListRow[] }) {
  const { t } = useTranslation("staff");
  const heads = (
    <>
      <GridHead>{t("accounts.name")}</GridHead>
      <GridHead>{t("accounts.ref")}</GridHead>
      <GridHead>{t("plans.kind")}</GridHead>
      <GridHead>{t("plans.state")}</GridHead>
      <GridHead right>{t("plans.toPay")}</GridHead>
      <GridHead right>{t("plans.paid")}</GridHead>
      <GridHead>{t("plans.next")}</GridHead>
      <GridHead right>{t("plans.open")}</GridHead>
      <GridHead>{t("plans.last")}</GridHead>
      <GridHead>{t("plans.agreed")}</GridHead>
    </>
  );
  return (
    <Grid caption={t("plans.title")} heads={heads}>
      {rows.map((row) => (
        <PlanLine key={row.id} row={row} />
      ))}
    </Grid>
  );
}

function PlanLine({ row }: { row: PlanListRow }) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const { currency, next, late } = row;
  return (
    <GridRow>
      <Cell>
        <a href={`/staff/accounts/${row.accountId}`}>{row.name}</a>
      </Cell>
      <Cell look="quiet">{row.ref}</Cell>
      <Cell>{t(`planKind.${row.kind}`)}</Cell>
      <Cell>{t(`planState.${row.state}`)}</Cell>
      <Cell look="right">
        <Amount minor={row.toPayMinor} currency={currency} />
      </Cell>
      <Cell look="right">
        <Amount minor={row.paidMinor} currency={currency} />
      </Cell>
      <Cell {...(late ? { look: "late" as const } : {})}>
        {next && mediumDate(next.on, locale)}
        {late && ` ${t("plans.late")}`}
      </Cell>
      <Cell look="right">{next && <Amount minor={next.openMinor} currency={currency} />}</Cell>
      <Cell look="quiet">{mediumDate(row.lastDueOn, locale)}</Cell>
      <Cell look="quiet">{mediumDate(dateInZone(row.agreedAt, row.zone), locale)}</Cell>
    </GridRow>
  );
}
