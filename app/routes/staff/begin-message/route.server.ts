import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import { line } from "#app/http/form-fields.server.ts";
import { readForm, refuseForm } from "#app/http/forms.server.ts";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { requireStaffAccount } from "#app/http/staff-account.server.ts";
import { staffPeople } from "#app/services/reading/staff-people.server.ts";
import { beginThread } from "#app/services/threads/begin-thread.server.ts";

type Params = Readonly<Record<string, string | undefined>>;

const messageForm = z.object({
  once: z.uuid("form-expired"),
  debtor: z.uuid("choose").optional(),
  subject: line(120),
  text: line(4000),
});

export async function openMessage(request: Request, context: AppLoadContext, params: Params) {
  const needs = "messages:answer";
  const { account } = await requireStaffAccount(request, context, needs, params.accountId);
  return staffPeople(context.runtime, account);
}

/** Writes it, and says on the account's page whether the debtor is told now or later. */
export async function begin(request: Request, context: AppLoadContext, params: Params) {
  const needs = "messages:answer";
  const { actor, account } = await requireStaffAccount(request, context, needs, params.accountId);
  const form = await readForm(request, context, messageForm);
  if (!form.ok) return refuseForm(form.error);
  const { once: id, debtor: debtorId = account.debtorId, subject, text } = form.value;
  const beginning = { id, debtorId, subject, text };
  const begun = await beginThread(context.runtime, actor, account.id, beginning);
  if (!begun.ok) throw notFound();
  return seeOther(`/staff/accounts/${account.id}?done=message-${begun.value.news}`);
}
