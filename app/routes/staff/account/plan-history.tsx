import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { Cell, Grid, GridHead, GridRow } from "#app/components/staff/grid.tsx";
import { Behind } from "#app/components/ui/behind.tsx";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { mediumDate, shortMoment } from "#app/i18n/dates.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { StaffAccountPage } from "#app/services/reading/staff-account.server.ts";

type Change = NonNullable<StaffAccountPage["plan"]>["history"][number];

interface PlanHistoryProps {
  readonly history: readonly Change[];
  readonly zone: string;
}

/** Every change, reminder, miss and end of the account's plans, newest first. */
export function PlanHistory({ history, zone }: PlanHistoryProps) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const day = (iso: string | null) => iso && mediumDate(iso as CalendarDate, locale);
  const heads = (
    <>
      <GridHead>{t("planHistory.at")}</GridHead>
      <GridHead>{t("planHistory.what")}</GridHead>
      <GridHead right>{t("plans.n")}</GridHead>
      <GridHead>{t("planHistory.from")}</GridHead>
      <GridHead>{t("planHistory.to")}</GridHead>
      <GridHead>{t("planHistory.by")}</GridHead>
    </>
  );
  return (
    <Behind summary={t("planHistory.title", { count: history.length })}>
      <Grid caption={t("planHistory.caption")} heads={heads}>
        {history.map((one) => (
          <GridRow key={one.id}>
            <Cell look="quiet">{shortMoment(one.at, zone, locale)}</Cell>
            <Cell>
              {t(`planHistory.kind.${one.kind}`)}
              {one.reason && t("planHistory.because", { why: t(reasonKey(one.reason)) })}
              {one.cure && <Cured {...one.cure} />}
            </Cell>
            <Cell look="right">{one.n}</Cell>
            <Cell>{day(one.from)}</Cell>
            <Cell>{day(one.to)}</Cell>
            <Cell look="quiet">{t(`planHistory.who.${who(one.by)}`)}</Cell>
          </GridRow>
        ))}
      </Grid>
    </Behind>
  );
}

/** From when the plan is kept again, and what was paid before and counts towards it now. */
function Cured({ asOf, payments, currency }: NonNullable<Change["cure"]>) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  return (
    <>
      <br />
      {t("planHistory.asOf", { day: mediumDate(asOf, locale) })}
      {payments.map(({ id, on, amountMinor }) => (
        <Fragment key={id}>
          <br />
          <a href={`/staff/payments/${id}`}>
            {t("planHistory.counted", {
              day: mediumDate(on, locale),
              amount: moneyInText(amountMinor, currency, locale),
            })}
          </a>
        </Fragment>
      ))}
    </>
  );
}

const reasons = ["missed", "deadline-passed", "debtor", "paid-up", "paid-in-time", "held"] as const;

function reasonKey(reason: string) {
  const known = reasons.find((one) => one === reason) ?? "other";
  return `planHistory.reason.${known}` as const;
}

function who(by: string): "debtor" | "staff" | "system" {
  return by === "debtor" || by === "staff" ? by : "system";
}
