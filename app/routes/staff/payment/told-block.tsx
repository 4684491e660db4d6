import { useTranslation } from "react-i18next";
import { Block } from "#app/components/staff/block.tsx";
import { Cell, Grid, GridHead, GridRow } from "#app/components/staff/grid.tsx";
import { DeliveryMarks } from "#app/components/ui/delivery.tsx";
import { shortMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { StaffPaymentPage } from "#app/services/reading/staff-payment.server.ts";

/** What the collector's system was told, and how far that has come. */
export function ToldBlock({ payment }: { payment: StaffPaymentPage }) {
  const { t } = useTranslation(["staff", "common"]);
  const locale = useLocale();
  const heads = (
    <>
      <GridHead>{t("payment.number")}</GridHead>
      <GridHead>{t("payment.event")}</GridHead>
      <GridHead>{t("payment.at")}</GridHead>
      <GridHead>{t("payment.delivery")}</GridHead>
    </>
  );
  return (
    <Block title={t("payment.told")}>
      <Grid caption={t("payment.told")} heads={heads}>
        {payment.told.map((one) => (
          <GridRow key={one.number}>
            <Cell look="quiet">{one.number}</Cell>
            <Cell>{t(`event.${one.type.replace(/[.-]/g, "_") as "payment_succeeded"}`)}</Cell>
            <Cell look="quiet">{shortMoment(one.at, payment.zone, locale)}</Cell>
            <Cell>
              <DeliveryMarks reached={one.delivery} />
              {t(`common:delivery.${one.delivery}`)}
            </Cell>
          </GridRow>
        ))}
      </Grid>
    </Block>
  );
}
