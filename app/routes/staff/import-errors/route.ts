import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { notFound } from "#app/http/responses.server.ts";
import { requireStaff } from "#app/http/staff-session.server.ts";
import { openErrors } from "#app/services/imports/uploads.server.ts";
import { staffImportRun } from "#app/services/reading/staff-imports.server.ts";

/** Every refused row of a run as a file (interfaces.md §3: line, account_ref, column, reason). */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { actor } = await requireStaff(request, context, "imports:read");
  const page = await staffImportRun(context.runtime, actor, params.runId ?? "");
  const file = page === null ? null : openErrors(context.runtime, page.run.id);
  if (file === null) throw notFound();
  return new Response(createReadableStreamFromReadable(file), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="errors-${page?.run.id}.csv"`,
      "Cache-Control": "private, no-store",
    },
  });
}
