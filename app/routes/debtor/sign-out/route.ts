import type { ActionFunctionArgs } from "@remix-run/node";
import { noVisitCookieHeader, visitOf } from "#app/http/debtor-guard.server.ts";
import { readForm } from "#app/http/forms.server.ts";
import { noAnswers } from "#app/http/no-answers.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { endVisit } from "#app/services/identity/end-visit.server.ts";

/** Ends the visit at once; an address alone ends nothing. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request, context, noAnswers);
  const visit = await visitOf(request, context);
  if (form.ok && typeof visit !== "string") await endVisit(context.runtime, visit);
  const helped = typeof visit !== "string" && visit.helper !== null;
  const why = helped ? "helper-left" : "signed-out";
  return seeOther(`/ended?why=${why}`, noVisitCookieHeader(context));
}

export function loader() {
  return seeOther("/home");
}
