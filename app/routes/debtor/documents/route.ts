import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireDebtor } from "#app/http/debtor-guard.server.ts";
import { attachment, notFound } from "#app/http/responses.server.ts";
import { signedCopy } from "#app/services/plans/signed-copy.server.ts";

/** The signed agreement to keep: `/documents/agreements/<id>.pdf`. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { actor } = await requireDebtor(request, context);
  const id = /^(.+)\.pdf$/.exec(params.file ?? "")?.[1] ?? "";
  const copy = await signedCopy(context.runtime, actor, id);
  if (copy === null) throw notFound();
  return attachment(copy.bytes, copy.filename, "application/pdf");
}
