import { useTranslation } from "react-i18next";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { Amount } from "#app/components/money/amount.tsx";
import { Cell, Grid, GridHead, GridRow } from "#app/components/staff/grid.tsx";
import { Button } from "#app/components/ui/button.tsx";
import { shortMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { StaffRefundsPage } from "#app/services/reading/staff-refunds.server.ts";

type Row = StaffRefundsPage["waiting"][number];

interface WaitingTableProps {
  readonly rows: readonly Row[];
  readonly mayDecide: boolean;
}

/** Each with its two answers; nobody answers what they asked for themselves. */
export function WaitingTable({ rows, mayDecide }: WaitingTableProps) {
  const { t } = useTranslation("staff");
  const heads = (
    <>
      <GridHead>{t("payments.receipt")}</GridHead>
      <GridHead>{t("accounts.name")}</GridHead>
      <GridHead right>{t("payments.amount")}</GridHead>
      <GridHead>{t("refund.reason")}</GridHead>
      <GridHead>{t("refund.asked")}</GridHead>
      <GridHead>{t("refunds.answer")}</GridHead>
    </>
  );
  return (
    <Grid caption={t("refunds.waiting")} heads={heads}>
      {rows.map((row) => (
        <WaitingLine key={row.id} row={row} mayDecide={mayDecide} />
      ))}
    </Grid>
  );
}

function WaitingLine({ row, mayDecide }: { row: Row; mayDecide: boolean }) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  return (
    <GridRow>
      <Cell>
        <a href={`/staff/payments/${row.paymentId}`}>{row.receiptNo}</a>
      </Cell>
      <Cell>{row.name}</Cell>
      <Cell look="right">
        <Amount minor={row.amountMinor} currency={row.currency} />
      </Cell>
      <Cell look="quiet">
        {t(`refundReason.${row.reason as "requested"}`)}
        {row.note && ` · ${row.note}`}
      </Cell>
      <Cell look="quiet">
        {shortMoment(row.requestedAt, row.zone, locale)}
        {row.byDebtor && ` · ${t("refunds.byDebtor")}`}
      </Cell>
      <Cell>
        {row.own && <span className="quiet">{t("refunds.own")}</span>}
        {!row.own && mayDecide && <Answers id={row.id} />}
      </Cell>
    </GridRow>
  );
}

function Answers({ id }: { id: string }) {
  const { t } = useTranslation("staff");
  return (
    <PageForm action={`/staff/payments/refunds/${id}`}>
      <Button look="second" name="answer" value="approve">
        {t("refunds.approve")}
      </Button>{" "}
      <Button look="second" name="answer" value="decline">
        {t("refunds.decline")}
      </Button>
    </PageForm>
  );
}
