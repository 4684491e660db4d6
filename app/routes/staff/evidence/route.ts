import type { LoaderFunctionArgs } from "@remix-run/node";
import { attachment, notFound } from "#app/http/responses.server.ts";
import { requireStaff } from "#app/http/staff-session.server.ts";
import { openEvidence } from "#app/services/evidence/open-evidence.server.ts";

/** A file that a debtor handed in, for those who decide on it; each opening is recorded. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { actor } = await requireStaff(request, context, "evidence:read");
  const file = await openEvidence(context.runtime, actor, params.fileId ?? "");
  if (file === null) throw notFound();
  return attachment(file.content, file.name, file.type);
}
