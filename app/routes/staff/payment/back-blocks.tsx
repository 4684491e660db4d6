import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/money/amount.tsx";
import { Block } from "#app/components/staff/block.tsx";
import { Cell, Grid, GridHead, GridRow } from "#app/components/staff/grid.tsx";
import { shortMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { StaffPaymentPage } from "#app/services/reading/staff-payment.server.ts";

/** What went back: refunds that were asked for, and what the payer's bank questions. */
export function BackBlocks({ payment }: { payment: StaffPaymentPage }) {
  return (
    <>
      {payment.refunds.length > 0 && <Refunds payment={payment} />}
      {payment.disputes.length > 0 && <Disputes payment={payment} />}
    </>
  );
}

function Refunds({ payment }: { payment: StaffPaymentPage }) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const { currency, zone } = payment;
  const heads = (
    <>
      <GridHead right>{t("payments.amount")}</GridHead>
      <GridHead>{t("payments.state")}</GridHead>
      <GridHead>{t("refund.reason")}</GridHead>
      <GridHead>{t("refund.asked")}</GridHead>
    </>
  );
  const decide = <a href="/staff/payments/refunds">{t("payments.toDecide")}</a>;
  const waits = payment.refunds.some(({ state }) => state === "waiting-approval");
  return (
    <Block title={t("payment.refunds")} beside={waits && decide}>
      <Grid caption={t("payment.refunds")} heads={heads}>
        {payment.refunds.map((one) => (
          <GridRow key={one.id}>
            <Cell look="right">
              <Amount minor={one.amountMinor} currency={currency} />
            </Cell>
            <Cell>
              {t(`refundState.${one.state}`)}
              {one.failure && <span className="quiet"> {one.failure}</span>}
            </Cell>
            <Cell look="quiet">
              {t(`refundReason.${one.reason as "requested"}`)}
              {one.note && ` · ${one.note}`}
            </Cell>
            <Cell look="quiet">{shortMoment(one.requestedAt, zone, locale)}</Cell>
          </GridRow>
        ))}
      </Grid>
    </Block>
  );
}

function Disputes({ payment }: { payment: StaffPaymentPage }) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const { currency, zone } = payment;
  const heads = (
    <>
      <GridHead right>{t("payments.amount")}</GridHead>
      <GridHead>{t("payments.state")}</GridHead>
      <GridHead>{t("payment.bankReason")}</GridHead>
      <GridHead>{t("payment.answerBy")}</GridHead>
    </>
  );
  return (
    <Block title={t("payment.disputes")}>
      <Grid caption={t("payment.disputes")} heads={heads}>
        {payment.disputes.map((one) => (
          <GridRow key={one.id}>
            <Cell look="right">
              <Amount minor={one.amountMinor} currency={currency} />
            </Cell>
            <Cell>{t(`disputeState.${one.state}`)}</Cell>
            <Cell look="quiet">{one.reason}</Cell>
            <Cell look={one.state === "open" ? "late" : "quiet"}>
              {one.dueBy !== null && shortMoment(one.dueBy, zone, locale)}
            </Cell>
          </GridRow>
        ))}
      </Grid>
    </Block>
  );
}
