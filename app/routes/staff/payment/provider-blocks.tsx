import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/money/amount.tsx";
import { Block } from "#app/components/staff/block.tsx";
import { Cell, Grid, GridHead, GridRow } from "#app/components/staff/grid.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import type { Currency } from "#app/domain/money/currency.ts";
import { shortMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { StaffPaymentPage } from "#app/services/reading/staff-payment.server.ts";

/** The attempt, what the provider said, and what its own balance says until the payout. */
export function ProviderBlocks({ payment }: { payment: StaffPaymentPage }) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const { attempt, zone } = payment;
  return (
    <>
      <Block title={t("payment.attempt")}>
        <Facts>
          {attempt && (
            <>
              <Fact name={t("payment.begun")}>{shortMoment(attempt.createdAt, zone, locale)}</Fact>
              <Fact name={t("payment.ended")}>{shortMoment(attempt.updatedAt, zone, locale)}</Fact>
            </>
          )}
          <Fact name={t("payment.reference")}>{payment.reference ?? "—"}</Fact>
          {payment.chargeRef && <Fact name={t("payment.charge")}>{payment.chargeRef}</Fact>}
        </Facts>
      </Block>
      {payment.providerEvents.length > 0 && <ProviderEvents payment={payment} />}
      {payment.movements.length > 0 && <Movements payment={payment} />}
    </>
  );
}

function ProviderEvents({ payment }: { payment: StaffPaymentPage }) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const heads = (
    <>
      <GridHead>{t("payment.event")}</GridHead>
      <GridHead>{t("payment.received")}</GridHead>
      <GridHead>{t("payment.outcome")}</GridHead>
    </>
  );
  return (
    <Block title={t("payment.providerEvents")}>
      <Grid caption={t("payment.providerEvents")} heads={heads}>
        {payment.providerEvents.map((one) => (
          <GridRow key={one.id}>
            <Cell>{one.type}</Cell>
            <Cell look="quiet">{shortMoment(one.receivedAt, payment.zone, locale)}</Cell>
            <Cell look="quiet">
              {one.outcome === null
                ? t("payment.notYet", { tries: one.tries })
                : t(`providerOutcome.${one.outcome as "settled"}`)}
            </Cell>
          </GridRow>
        ))}
      </Grid>
    </Block>
  );
}

function Movements({ payment }: { payment: StaffPaymentPage }) {
  const { t } = useTranslation("staff");
  const heads = (
    <>
      <GridHead>{t("payment.movement")}</GridHead>
      <GridHead right>{t("payments.amount")}</GridHead>
      <GridHead right>{t("payment.fee")}</GridHead>
      <GridHead>{t("payment.payout")}</GridHead>
    </>
  );
  return (
    <Block title={t("payment.movements")}>
      <Grid caption={t("payment.movements")} heads={heads}>
        {payment.movements.map((one) => (
          <GridRow key={one.id}>
            <Cell>{t(`movementKind.${one.kind as "charge"}`)}</Cell>
            <Cell look="right">
              <Amount minor={one.amount} currency={one.currency as Currency} form="signed" />
            </Cell>
            <Cell look="right">
              <Amount minor={one.fee} currency={one.currency as Currency} />
            </Cell>
            <Cell look="quiet">{one.payoutRef ?? t("payment.notPaidOut")}</Cell>
          </GridRow>
        ))}
      </Grid>
    </Block>
  );
}
