import type { LoaderFunctionArgs } from "@remix-run/node";
import { attachment, notFound } from "#app/http/responses.server.ts";
import { requireStaff } from "#app/http/staff-session.server.ts";
import { whichLetter } from "#app/http/which-letter.server.ts";
import { letterCopy } from "#app/services/cases/letter-copy.server.ts";

/** A letter that a debtor got about a case. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { actor } = await requireStaff(request, context, "cases:read");
  const which = whichLetter(request);
  const letter = await letterCopy(context.runtime, actor, params.caseId ?? "", which);
  if (letter === null) throw notFound();
  return attachment(letter.bytes, letter.filename, "application/pdf");
}
