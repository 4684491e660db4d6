import type { AppLoadContext } from "@remix-run/node";
import { readForm, refusedForm, refuseForm } from "#app/http/forms.server.ts";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { requireStaffAccount } from "#app/http/staff-account.server.ts";
import { recordPayment } from "#app/services/payments/record-payment.server.ts";
import { insist } from "#app/services/staff/permissions.server.ts";
import { recordForm } from "./form.ts";

type Params = Readonly<Record<string, string | undefined>>;

export async function openRecord(request: Request, context: AppLoadContext, params: Params) {
  const { account } = await requireStaffAccount(
    request,
    context,
    "payments:record",
    params.accountId,
  );
  const { id, ref, currency } = account;
  return { id, ref, currency, once: context.runtime.ids.next() };
}

/** Books it; the form's own id makes a second press book it once. */
export async function recordIt(request: Request, context: AppLoadContext, params: Params) {
  const { actor, account } = await requireStaffAccount(
    request,
    context,
    "payments:record",
    params.accountId,
  );
  insist(actor, "payments:record");
  const form = await readForm(request, context, recordForm);
  if (!form.ok) return refuseForm(form.error);
  const { amount, receivedOn, method, reference, once } = form.value;
  const done = await recordPayment(context.runtime, actor, {
    accountId: account.id,
    amount,
    receivedOn,
    method,
    reference: reference ?? null,
    once,
  });
  if (done.ok) return seeOther(`/staff/payments/${done.value.payment.id}`);
  if (done.error === "not-found") throw notFound();
  const typed = { amount, receivedOn, method, reference: reference ?? "" };
  const [field, key] = places[done.error];
  return refuseForm(refusedForm(typed, { [field]: key }));
}

const places = {
  "amount-not-positive": ["amount", "too-small"],
  "not-an-amount": ["amount", "not-an-amount"],
  "amount-too-fine": ["amount", "too-fine"],
  "amount-too-large": ["amount", "too-large"],
  "currency-mismatch": ["amount", "not-an-amount"],
  "date-in-future": ["receivedOn", "payment-in-future"],
  "date-too-early": ["receivedOn", "payment-too-early"],
  "other-money": ["amount", "form-expired"],
} as const;
