import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { RefreshAfter } from "#app/components/layout/document-head.tsx";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { Strip, StripFigure } from "#app/components/staff/strip.tsx";
import { Acts, Button, PlainLink } from "#app/components/ui/button.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { longMoment } from "#app/i18n/dates.ts";
import { count } from "#app/i18n/numbers.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { FaultTable } from "./fault-table.tsx";
import { bringIn, openRun } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  openRun(request, context, params.runId ?? "");
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  bringIn(request, context, params.runId ?? "");

/** One run: what would become of the rows, or what became of them; then the step that follows. */
export default function ImportRun() {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const { run, errors, unknownColumns, hasErrorsFile, ready, mayRun } =
    useLoaderData<typeof loader>();
  const figures = ["inserted", "updated", "unchanged", "refused"] as const;
  const when = longMoment(run.at, run.zone, locale);
  const lead = `${run.portfolio}${t("account.separator")}${when}`;
  return (
    <StaffPage
      title={run.fileName}
      crumbs={<a href="/staff/imports">{t("imports.title")}</a>}
      lead={lead}
    >
      {run.state === "running" && <RefreshAfter seconds={2} />}
      <Note title={t(titleOf(run))}>{run.dryRun && t("imports.nothingChanged")}</Note>
      <Strip>
        {figures.map((name) => (
          <StripFigure key={name} name={t(`imports.${name}`)}>
            {count(run[name], locale)}
          </StripFigure>
        ))}
      </Strip>
      {unknownColumns.length > 0 && (
        <p className="gap-s">
          {t("imports.unknown", { columns: unknownColumns.join(t("account.separator")) })}
        </p>
      )}
      {ready && mayRun && <Next changes={run.inserted + run.updated} />}
      {errors.length > 0 && (
        <FaultTable runId={run.id} errors={errors} refused={run.refused} file={hasErrorsFile} />
      )}
    </StaffPage>
  );
}

/** Brings in what was tried, unless that would change nothing. */
function Next({ changes }: { readonly changes: number }) {
  const { t } = useTranslation("staff");
  const another = <PlainLink href="/staff/imports">{t("imports.another")}</PlainLink>;
  if (changes === 0) {
    return (
      <>
        <p className="gap-s">{t("imports.nothingToBring")}</p>
        <Acts close>{another}</Acts>
      </>
    );
  }
  return (
    <PageForm>
      <Acts close>
        <Button>{t("imports.go", { count: changes })}</Button>
        {another}
      </Acts>
    </PageForm>
  );
}

function titleOf({ state, dryRun }: { readonly state: string; readonly dryRun: boolean }) {
  if (state === "stopped") return "imports.titleStopped";
  if (state === "running") return dryRun ? "imports.titleTrying" : "imports.titleRunning";
  return dryRun ? "imports.titleTried" : "imports.titleDone";
}
