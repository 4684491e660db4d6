import { useTranslation } from "react-i18next";
import { Block } from "#app/components/staff/block.tsx";
import { breakKindKey } from "#app/components/staff/break-kind.ts";
import { Cell, Grid, GridHead, GridRow } from "#app/components/staff/grid.tsx";
import { shortMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { TodayPage } from "#app/services/reading/staff-today.server.ts";

interface BreakTableProps {
  readonly breaks: TodayPage["breaks"];
}

/** Differences between the books and what others say; each is somebody's to explain. */
export function BreakTable({ breaks }: BreakTableProps) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const heads = (
    <>
      <GridHead>{t("today.raised")}</GridHead>
      <GridHead>{t("today.what")}</GridHead>
      <GridHead>{t("today.account")}</GridHead>
    </>
  );
  return (
    <Block title={t("today.breaks")} beside={<a href="/staff/breaks">{t("today.allBreaks")}</a>}>
      <Grid caption={t("today.breaks")} heads={heads}>
        {breaks.map((one) => (
          <GridRow key={one.id}>
            <Cell look="quiet">{shortMoment(one.at, one.zone, locale)}</Cell>
            <Cell>
              <a href={`/staff/breaks/${one.id}`}>{t(`break.${breakKindKey(one.kind)}.what`)}</a>
            </Cell>
            <Cell>
              {one.accountId !== null && <a href={`/staff/accounts/${one.accountId}`}>{one.ref}</a>}
            </Cell>
          </GridRow>
        ))}
      </Grid>
    </Block>
  );
}
