import type { Stripe } from "stripe";
import type { Field } from "../api/field.ts";
import { refuseSpent } from "../methods/attach.ts";
import { newCardMethod } from "../objects/new-method.ts";
import { cardOfToken } from "../payments/cards.ts";
import { invalid, missing } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";

type Owner = string | { id: string } | null;

/**
 * The payment method that an intent is to use: the parameter's, or the one it has already. It must
 * not be used up, and one that is saved is only for its own customer.
 */
export function methodFor(
  sandbox: Sandbox,
  fields: Field,
  customer: Owner,
  present: Owner = null,
): Stripe.PaymentMethod {
  const field = fields.get("payment_method");
  const id = field.text() ?? (typeof present === "string" ? present : null);
  const method = methodOf(sandbox, id ?? (field.required().text() as string));
  refuseSpent(sandbox, method);
  if (method.customer === null || method.customer === customer) return method;
  throw invalid(
    "payment_method",
    customer === null
      ? `The PaymentMethod provided (${method.id}) belongs to a Customer: include that Customer.`
      : `The PaymentMethod provided (${method.id}) does not belong to the Customer provided.`,
  );
}

/** A stored payment method, or a new one for a token such as `pm_card_visa`. */
export function methodOf(sandbox: Sandbox, id: string): Stripe.PaymentMethod {
  const stored = sandbox.memory.methods[id];
  if (stored) return stored;
  const card = cardOfToken(id);
  if (!card) throw missing("PaymentMethod", id, "payment_method");
  const expYear = new Date(sandbox.clock.now()).getUTCFullYear() + 1;
  return newCardMethod(sandbox, { card, expMonth: 12, expYear, email: null, name: null });
}
