import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/money/amount.tsx";
import { Cell, Grid, GridHead, GridRow } from "#app/components/staff/grid.tsx";
import { shortMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { StaffRefundsPage } from "#app/services/reading/staff-refunds.server.ts";

interface CreditTableProps {
  readonly rows: StaffRefundsPage["credits"];
  readonly mayMove: boolean;
}

/** Accounts where the debtor has paid more than was owed. */
export function CreditTable({ rows, mayMove }: CreditTableProps) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const heads = (
    <>
      <GridHead>{t("accounts.name")}</GridHead>
      <GridHead>{t("accounts.ref")}</GridHead>
      <GridHead right>{t("refunds.credit")}</GridHead>
      <GridHead>{t("refunds.since")}</GridHead>
      <GridHead right>{t("today.next")}</GridHead>
    </>
  );
  return (
    <Grid caption={t("refunds.credits")} heads={heads}>
      {rows.map((row) => (
        <GridRow key={row.accountId}>
          <Cell>
            <a href={`/staff/accounts/${row.accountId}`}>{row.name}</a>
          </Cell>
          <Cell look="quiet">{row.ref}</Cell>
          <Cell look="right">
            <Amount minor={row.creditMinor} currency={row.currency} />
          </Cell>
          <Cell look="quiet">{shortMoment(row.since, row.zone, locale)}</Cell>
          <Cell look="right">
            {mayMove && <a href={`/staff/accounts/${row.accountId}/credit`}>{t("refunds.use")}</a>}
          </Cell>
        </GridRow>
      ))}
    </Grid>
  );
}
