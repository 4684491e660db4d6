import type { AppLoadContext } from "@remix-run/node";
import { requireDebtor } from "#app/http/debtor-guard.server.ts";
import { readForm, refusedForm, refuseForm } from "#app/http/forms.server.ts";
import { proveHere } from "#app/http/prove-here.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { type InviteRefusal, inviteHelper } from "#app/services/helpers/invite-helper.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { invitePage } from "#app/services/reading/helpers.server.ts";
import { type InviteAnswers, inviteForm } from "./form.server.ts";

const list = "/preferences/helpers";

export async function readInvite(request: Request, context: AppLoadContext) {
  const visit = await requireDebtor(request, context);
  const page = await invitePage(context.runtime, visit);
  if (page.full) throw seeOther(list);
  return page;
}

/** Proves who it is, then invites. */
export async function proveOrInvite(request: Request, context: AppLoadContext) {
  const visit = await requireDebtor(request, context);
  const form = await readForm(request, context, inviteForm, { secret: ["code"] });
  if (!form.ok) return refuseForm(form.error);
  const answers = form.value;
  if (answers.step === "code") return proveHere(request, context, visit, answers);
  const typed = { values: valuesOf(answers), errors: {} };
  // The code was given too long ago: the page asks for another one, and keeps what was typed.
  if (visit.actor.level < 2) return refuseForm(refusedForm(typed, { "": "code-ask-first" }));
  return invite(context, visit, answers);
}

async function invite(context: AppLoadContext, visit: Visit, answers: InviteAnswers) {
  const { name, shownAs, channel, scope, days } = answers;
  const contact = (channel === "email" ? answers.email : answers.phone) ?? "";
  const invited = await inviteHelper(context.runtime, visit, {
    ...{ name, shownAs, channel, contact, days, scopes: scope, locale: context.locale },
  });
  if (invited.ok) return seeOther(`${list}?done=invited#main`);
  const field = aboutForm.has(invited.error) ? "" : channel === "email" ? "email" : "phone";
  const typed = { values: valuesOf(answers), errors: {} };
  return refuseForm(refusedForm(typed, { [field]: invited.error }));
}

const aboutForm: ReadonlySet<InviteRefusal> = new Set([
  "too-many-helpers",
  "invited-often",
  "link-blocked",
]);

function valuesOf(answers: InviteAnswers): Record<string, readonly string[]> {
  const { name, shownAs, channel, email = "", phone = "", scope, days } = answers;
  return {
    ...{ name: [name], shownAs: [shownAs], channel: [channel], email: [email], phone: [phone] },
    ...{ scope, days: [String(days)] },
  };
}
