import type { AppLoadContext } from "@remix-run/node";
import { readForm, refusedForm, refuseForm } from "#app/http/forms.server.ts";
import { localPath } from "#app/http/local-path.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { staffCookieHeaders, staffVisitOf } from "#app/http/staff-session.server.ts";
import { slowDown } from "#app/services/identity/slow-down.server.ts";
import { signIn } from "#app/services/staff/sign-in.server.ts";
import { signInForm } from "./form.ts";

/** Whoever is signed in already goes on to work. */
export async function openDoor(request: Request, context: AppLoadContext) {
  if ((await staffVisitOf(request, context)) !== null) throw seeOther(afterwards(request));
  return { ended: new URL(request.url).searchParams.has("ended") };
}

/** Judges the three answers: in, or the page again with the address kept. */
export async function comeIn(request: Request, context: AppLoadContext) {
  const form = await readForm(request, context, signInForm, { secret: ["password", "code"] });
  if (!form.ok) return refuseForm(form.error);
  await slowDown(context.runtime, context.clientAddress);
  const signedIn = await signIn(context.runtime, {
    ...form.value,
    address: context.clientAddress,
  });
  if (signedIn.ok) {
    const headers = staffCookieHeaders(request, context, signedIn.value);
    return seeOther(afterwards(request), headers);
  }
  const { error } = signedIn;
  const reason = error.kind === "locked" ? "staff-locked" : "staff-no-match";
  const refused = refusedForm({ email: form.value.email }, { "": reason });
  return refuseForm(refused);
}

/** The page that was asked for, when it is one of ours for staff. */
function afterwards(request: Request): string {
  const to = localPath(new URL(request.url).searchParams.get("to"));
  return /^\/staff(\/|\?|$)/.test(to) && !to.startsWith("/staff/sign-") ? to : "/staff";
}
