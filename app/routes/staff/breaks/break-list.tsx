import { useTranslation } from "react-i18next";
import { breakKindKey } from "#app/components/staff/break-kind.ts";
import { Cell, Grid, GridHead, GridRow } from "#app/components/staff/grid.tsx";
import { shortMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { BreakListRow } from "#app/services/reading/staff-breaks.server.ts";

/** From this age on a difference is late: the provider's books are closed by then. */
const lateDays = 3;

export function BreakList({ rows }: { readonly rows: readonly BreakListRow[] }) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const heads = (
    <>
      <GridHead>{t("today.raised")}</GridHead>
      <GridHead>{t("breaks.what")}</GridHead>
      <GridHead>{t("breaks.reference")}</GridHead>
      <GridHead>{t("today.account")}</GridHead>
      <GridHead>{t("breaks.owner")}</GridHead>
      <GridHead right>{t("breaks.age")}</GridHead>
    </>
  );
  return (
    <Grid caption={t("breaks.title")} heads={heads}>
      {rows.map((row) => (
        <GridRow key={row.id}>
          <Cell look="quiet">{shortMoment(row.raisedAt, row.zone, locale)}</Cell>
          <Cell>
            <a href={`/staff/breaks/${row.id}`}>{t(`break.${breakKindKey(row.kind)}.what`)}</a>
          </Cell>
          <Cell look="quiet">{short(row.reference)}</Cell>
          <Cell>
            {row.accountId !== null && (
              <a href={`/staff/accounts/${row.accountId}`}>{row.accountRef}</a>
            )}
          </Cell>
          <Cell>{row.owner}</Cell>
          <Cell look={row.closedAt === null && row.days >= lateDays ? "late" : "right"}>
            {t("breaks.days", { count: row.days })}
          </Cell>
        </GridRow>
      ))}
    </Grid>
  );
}

/** The end of a long reference tells it from others. */
const short = (text: string): string => (text.length > 24 ? `…${text.slice(-20)}` : text);
