import type Stripe from "stripe";
import type { Outcome } from "#app/services/payments/outcome.ts";
import type { MethodState } from "#app/services/payments/provider-saved.ts";
import { mismatch } from "./ask.server.ts";

/** A payment method as a state; checked field by field. */
export function methodStateOf(method: Stripe.PaymentMethod): Outcome<MethodState> {
  if (method.object !== "payment_method" || typeof method.id !== "string") {
    return mismatch(`not a payment method: ${String(method.object)} ${String(method.id)}`);
  }
  const { card, customer } = method;
  return {
    kind: "ok",
    value: {
      reference: method.id,
      kind: method.type,
      customer: typeof customer === "string" ? customer : (customer?.id ?? null),
      brand: card?.brand ?? null,
      last4: card?.last4 ?? null,
      expMonth: card?.exp_month ?? null,
      expYear: card?.exp_year ?? null,
    },
  };
}
