import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireDebtor } from "#app/http/debtor-guard.server.ts";
import { attachment, notFound, seeOther } from "#app/http/responses.server.ts";
import { takeEverything } from "#app/services/held/take-everything.server.ts";

/** What is held, as a file: `/everything/everything.json` or `.pdf`, at level 2 alone. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const visit = await requireDebtor(request, context);
  const [, kind] = /^everything\.(json|pdf)$/.exec(params.file ?? "") ?? [];
  if (kind !== "json" && kind !== "pdf") throw notFound();
  if (visit.actor.level < 2) return seeOther("/everything");
  const copy = await takeEverything(context.runtime, visit, kind, context.locale);
  const type = kind === "json" ? "application/json" : "application/pdf";
  return attachment(copy.bytes, copy.filename, type);
}
