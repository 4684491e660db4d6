import type { AppLoadContext } from "@remix-run/node";
import { readForm, refuseForm } from "#app/http/forms.server.ts";
import { noAnswers } from "#app/http/no-answers.server.ts";
import { conflict, notFound, seeOther } from "#app/http/responses.server.ts";
import { requireStaff } from "#app/http/staff-session.server.ts";
import { startImport } from "#app/services/imports/start-import.server.ts";
import { readPortfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { staffImportRun } from "#app/services/reading/staff-imports.server.ts";
import { roleMay } from "#app/services/staff/permissions.server.ts";
import { staffPortfolios } from "#app/services/staff/staff-portfolios.server.ts";

export async function openRun(request: Request, context: AppLoadContext, runId: string) {
  const { actor } = await requireStaff(request, context, "imports:read");
  const page = await staffImportRun(context.runtime, actor, runId);
  if (page === null) throw notFound();
  return { ...page, mayRun: roleMay(actor.role, "imports:run") };
}

/** Brings in the file that was tried; a second press finds every row unchanged. */
export async function bringIn(request: Request, context: AppLoadContext, runId: string) {
  const { runtime } = context;
  const { actor } = await requireStaff(request, context, "imports:run");
  const form = await readForm(request, context, noAnswers);
  if (!form.ok) return refuseForm(form.error);
  const page = await staffImportRun(runtime, actor, runId);
  if (page === null) throw notFound();
  if (!page.ready) throw conflict();
  const own = await staffPortfolios(runtime, actor);
  const row = own.find(({ id }) => id === page.portfolioId);
  if (row === undefined) throw notFound();
  const started = await startImport(runtime, actor, {
    portfolio: readPortfolio(row),
    uploadId: page.run.id,
    fileName: page.run.fileName,
    dryRun: false,
  });
  if (!started.ok) throw conflict();
  return seeOther(`/staff/imports/${started.value.runId}`);
}
