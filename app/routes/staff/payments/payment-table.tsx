import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/money/amount.tsx";
import { Cell, Grid, GridHead, GridRow } from "#app/components/staff/grid.tsx";
import { shortMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { PaymentListRow } from "#app/services/reading/staff-payments.server.ts";
import { paymentMethods } from "./filters.ts";

/** Payments with what of each went back. */
export function PaymentTable({ rows }: { rows: readonly PaymentListRow[] }) {
  const { t } = useTranslation("staff");
  const heads = (
    <>
      <GridHead>{t("payments.receipt")}</GridHead>
      <GridHead>{t("accounts.name")}</GridHead>
      <GridHead>{t("accounts.ref")}</GridHead>
      <GridHead right>{t("payments.amount")}</GridHead>
      <GridHead right>{t("payments.returned")}</GridHead>
      <GridHead>{t("payments.state")}</GridHead>
      <GridHead>{t("payments.method")}</GridHead>
      <GridHead>{t("payments.paidAt")}</GridHead>
    </>
  );
  return (
    <Grid caption={t("payments.title")} heads={heads}>
      {rows.map((row) => (
        <PaymentLine key={row.id} row={row} />
      ))}
    </Grid>
  );
}

function PaymentLine({ row }: { row: PaymentListRow }) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const { currency, returnedMinor } = row;
  const method = paymentMethods.find((known) => known === row.method);
  return (
    <GridRow>
      <Cell>
        <a href={`/staff/payments/${row.id}`}>{row.receiptNo}</a>
      </Cell>
      <Cell>
        <a href={`/staff/accounts/${row.accountId}`}>{row.name}</a>
      </Cell>
      <Cell look="quiet">{row.ref}</Cell>
      <Cell look="right">
        <Amount minor={row.amountMinor} currency={currency} />
      </Cell>
      <Cell look="right">
        {returnedMinor > 0n && <Amount minor={returnedMinor} currency={currency} />}
      </Cell>
      <Cell>{t(`paymentState.${row.state}`)}</Cell>
      <Cell look="quiet">{method ? t(`paymentMethod.${method}`) : row.method}</Cell>
      <Cell look="quiet">{shortMoment(row.paidAt, row.zone, locale)}</Cell>
    </GridRow>
  );
}
