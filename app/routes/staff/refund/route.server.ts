import { type AppLoadContext, data } from "@remix-run/node";
import { formatAmount } from "#app/domain/money/amount.ts";
import { readForm, refusedForm, refuseForm } from "#app/http/forms.server.ts";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { requireStaff } from "#app/http/staff-session.server.ts";
import { previewRefund } from "#app/services/payments/preview-refund.server.ts";
import { refundByText } from "#app/services/payments/refund-by-text.server.ts";
import { staffPayment } from "#app/services/reading/staff-payment.server.ts";
import { insist } from "#app/services/staff/permissions.server.ts";
import { refundForm } from "./form.ts";

export async function openRefund(request: Request, context: AppLoadContext, id: string) {
  const { actor } = await requireStaff(request, context, "refunds:request");
  const payment = await staffPayment(context.runtime, actor, id);
  if (payment === null) throw notFound();
  const { accountId, ref, receiptNo, currency, refundableMinor, disputed } = payment;
  const whole = formatAmount(refundableMinor, currency);
  const once = context.runtime.ids.next();
  return { id, accountId, ref, receiptNo, currency, refundableMinor, disputed, whole, once };
}

/** Shows what it would do, or does it; the form's own id makes a second press do it once. */
export async function sendRefundForm(request: Request, context: AppLoadContext, id: string) {
  const { actor } = await requireStaff(request, context, "refunds:request");
  insist(actor, "refunds:request");
  const form = await readForm(request, context, refundForm);
  if (!form.ok) return refuseForm(form.error);
  const { amount, reason, note, once, intent } = form.value;
  const typed = { amount, reason, note: note ?? "" };
  const done =
    intent === "preview"
      ? await previewRefund(context.runtime, actor, id, amount)
      : await refundByText(context.runtime, actor, {
          paymentId: id,
          amount,
          reason,
          note: note ?? null,
          id: once,
        });
  if (!done.ok) {
    if (done.error === "not-found") throw notFound();
    const key = words[done.error];
    return refuseForm(refusedForm(typed, { amount: key }));
  }
  if ("entries" in done.value) return data({ preview: done.value, typed });
  return seeOther(`/staff/payments/${id}`);
}

/** Refusals as keys of `reason` in common.json. */
const words = {
  "amount-not-positive": "too-small",
  "above-limit": "refund-above-limit",
  "in-dispute": "refund-in-dispute",
  "nothing-to-refund": "refund-nothing",
  "not-an-amount": "not-an-amount",
  "amount-too-fine": "too-fine",
  "amount-too-large": "too-large",
  "other-refund": "form-expired",
} as const;
