import type { AppLoadContext } from "@remix-run/node";
import { refusedForm, refuseForm } from "#app/http/forms.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { requireStaff } from "#app/http/staff-session.server.ts";
import { readUpload } from "#app/http/upload.server.ts";
import { startImport } from "#app/services/imports/start-import.server.ts";
import { removeUpload, uploadFolder, uploadPath } from "#app/services/imports/uploads.server.ts";
import { readPortfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { staffImports } from "#app/services/reading/staff-imports.server.ts";
import { roleMay } from "#app/services/staff/permissions.server.ts";
import { staffPortfolios } from "#app/services/staff/staff-portfolios.server.ts";

export async function openImports(request: Request, context: AppLoadContext) {
  const { actor } = await requireStaff(request, context, "imports:read");
  const page = await staffImports(context.runtime, actor);
  return { ...page, mayRun: roleMay(actor.role, "imports:run") };
}

/** Takes the file and tries it: nothing is changed until somebody has seen what would be. */
export async function tryFile(request: Request, context: AppLoadContext) {
  const { runtime } = context;
  const { actor } = await requireStaff(request, context, "imports:run");
  const uploadId = runtime.ids.next();
  await uploadFolder(runtime);
  const upload = await readUpload(request, context, uploadPath(runtime, uploadId));
  if (!upload.ok) return refuseForm(upload.error);
  const { fields, fileName } = upload.value;
  const own = await staffPortfolios(runtime, actor);
  const row = own.find(({ code }) => code === fields.portfolio);
  if (row === undefined) {
    await removeUpload(runtime, uploadId);
    return refuseForm(refusedForm({}, { portfolio: "choose" }));
  }
  const portfolio = readPortfolio(row);
  const started = await startImport(runtime, actor, {
    portfolio,
    uploadId,
    fileName,
    dryRun: true,
  });
  if (started.ok) return seeOther(`/staff/imports/${started.value.runId}`);
  const { error } = started;
  const reason = error === "not-found" ? "choose" : error.code;
  const columns = error === "not-found" ? "" : error.columns.join(", ");
  return refuseForm(refusedForm({ portfolio: row.code, columns }, { file: reason }));
}
