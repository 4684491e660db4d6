import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { attachment, notFound } from "#app/http/responses.server.ts";
import { whichLetter } from "#app/http/which-letter.server.ts";
import { letterCopy } from "#app/services/cases/letter-copy.server.ts";

/** A letter about a case, to keep. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { visit } = await requireAccount(request, context, params.accountId);
  const which = whichLetter(request);
  const letter = await letterCopy(context.runtime, visit.actor, params.caseId ?? "", which);
  if (letter === null) throw notFound();
  return attachment(letter.bytes, letter.filename, "application/pdf");
}
