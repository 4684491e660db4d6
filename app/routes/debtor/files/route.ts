import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireDebtor } from "#app/http/debtor-guard.server.ts";
import { attachment, notFound } from "#app/http/responses.server.ts";
import { openEvidence } from "#app/services/evidence/open-evidence.server.ts";

/** A file that this visitor handed in: `/files/<id>`. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { actor } = await requireDebtor(request, context);
  const file = await openEvidence(context.runtime, actor, params.fileId ?? "");
  if (file === null) throw notFound();
  return attachment(file.content, file.name, file.type);
}
