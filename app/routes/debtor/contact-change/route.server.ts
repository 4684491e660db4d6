import type { AppLoadContext } from "@remix-run/node";
import { requireDebtor, rotatedVisitHeader } from "#app/http/debtor-guard.server.ts";
import { readForm, refusedForm, refuseForm } from "#app/http/forms.server.ts";
import { proveHere } from "#app/http/prove-here.server.ts";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { takeCode } from "#app/http/take-code.server.ts";
import { askContactChange } from "#app/services/contacts/ask-contact-change.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { contactChangePage } from "#app/services/reading/contact-change.server.ts";
import { changeForm } from "./form.server.ts";

export async function readChange(request: Request, context: AppLoadContext, name: string) {
  const visit = await requireDebtor(request, context);
  return contactChangePage(context.runtime, visit, channelOf(name));
}

/** Proves who it is, asks for a change, or confirms it by the code that went to the new contact. */
export async function change(request: Request, context: AppLoadContext, name: string) {
  const visit = await requireDebtor(request, context);
  const channel = channelOf(name);
  const form = await readForm(request, context, changeForm, { secret: ["code"] });
  if (!form.ok) return refuseForm(form.error);
  const answers = form.value;
  if (answers.step === "code") return proveHere(request, context, visit, answers);
  const here = { request, context, visit, channel };
  return answers.step === "ask" ? ask(here, answers.contact) : confirm(here, answers.code);
}

interface Here {
  readonly request: Request;
  readonly context: AppLoadContext;
  readonly visit: Visit;
  readonly channel: "email" | "sms";
}

async function ask({ context, visit, channel }: Here, text: string) {
  const page = `/preferences/contacts/${channel}`;
  if (visit.actor.level < 2) return seeOther(page);
  const wanted = { channel, text, locale: context.locale };
  const asked = await askContactChange(context.runtime, visit, wanted);
  if (asked.ok) return seeOther(`${page}#main`);
  return refuseForm(refusedForm({ contact: text }, { contact: asked.error }));
}

async function confirm({ request, context, visit, channel }: Here, code: string) {
  const taken = await takeCode(context, visit, "contact", { code, changing: channel });
  if (taken.kind === "locked") return seeOther("/locked");
  if (taken.kind === "refused") return refuseForm(taken.form);
  if (taken.kind === "sent") return seeOther(`/preferences/contacts/${channel}`);
  const headers = rotatedVisitHeader(request, context, taken.sessionToken);
  return seeOther("/preferences?changed=1#main", headers);
}

function channelOf(name: string): "email" | "sms" {
  if (name !== "email" && name !== "sms") throw notFound();
  return name;
}
