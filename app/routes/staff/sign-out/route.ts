import type { ActionFunctionArgs } from "@remix-run/node";
import { readForm } from "#app/http/forms.server.ts";
import { noAnswers } from "#app/http/no-answers.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { noStaffCookieHeader, staffVisitOf } from "#app/http/staff-session.server.ts";
import { signOut } from "#app/services/staff/sign-out.server.ts";

/** Ends the session; an address alone ends nothing. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request, context, noAnswers);
  const visit = await staffVisitOf(request, context);
  if (!form.ok) return seeOther("/staff");
  if (visit !== null) await signOut(context.runtime, visit);
  return seeOther("/staff/sign-in", noStaffCookieHeader(context));
}

export function loader() {
  return seeOther("/staff");
}
