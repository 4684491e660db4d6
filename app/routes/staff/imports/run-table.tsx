import { useTranslation } from "react-i18next";
import { Cell, Grid, GridHead, GridRow } from "#app/components/staff/grid.tsx";
import { shortMoment } from "#app/i18n/dates.ts";
import { count } from "#app/i18n/numbers.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { ImportRunView } from "#app/services/reading/staff-imports.server.ts";

/** What was tried and brought in, and what became of the rows. */
export function RunTable({ runs }: { runs: readonly ImportRunView[] }) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const heads = (
    <>
      <GridHead>{t("imports.when")}</GridHead>
      <GridHead>{t("imports.file")}</GridHead>
      <GridHead>{t("accounts.portfolio")}</GridHead>
      <GridHead>{t("imports.how")}</GridHead>
      <GridHead right>{t("imports.inserted")}</GridHead>
      <GridHead right>{t("imports.updated")}</GridHead>
      <GridHead right>{t("imports.unchanged")}</GridHead>
      <GridHead right>{t("imports.refused")}</GridHead>
    </>
  );
  return (
    <Grid caption={t("imports.history")} heads={heads}>
      {runs.map((run) => (
        <GridRow key={run.id}>
          <Cell look="quiet">{shortMoment(run.at, run.zone, locale)}</Cell>
          <Cell>
            <a href={`/staff/imports/${run.id}`}>{run.fileName}</a>
          </Cell>
          <Cell>{run.portfolio}</Cell>
          <Cell>
            {t(run.dryRun ? "imports.tried" : "imports.broughtIn")}
            {run.state !== "done" && ` ${t(`imports.state.${run.state}`)}`}
          </Cell>
          <Cell look="right">{count(run.inserted, locale)}</Cell>
          <Cell look="right">{count(run.updated, locale)}</Cell>
          <Cell look="right">{count(run.unchanged, locale)}</Cell>
          <Cell look="right">{count(run.refused, locale)}</Cell>
        </GridRow>
      ))}
    </Grid>
  );
}
