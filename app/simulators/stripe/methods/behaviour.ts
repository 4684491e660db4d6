import type { Stripe } from "stripe";
import type { Decline } from "../memory.ts";
import { expiredCard } from "../payments/cards.ts";
import type { Sandbox } from "../sandbox.ts";

/** Whether the bank or wallet asks the payer before this payment. */
export function asksPayer(
  sandbox: Sandbox,
  method: Stripe.PaymentMethod,
  offSession: boolean,
): boolean {
  if (method.type !== "card") return true;
  const card = sandbox.memory.cards[method.id];
  if (!card?.challenge) return false;
  if (!offSession) return true;
  if (card.offSession === "always") return false;
  if (card.offSession === "once-set-up") return !sandbox.memory.methodPast[method.id]?.setUp;
  return true;
}

/** Why the bank refuses a payment; null when it pays. */
export function declineOnPaying(
  sandbox: Sandbox,
  method: Stripe.PaymentMethod,
  customer: unknown,
): Decline | null {
  if (hasExpired(sandbox, method)) return expiredCard;
  const card = sandbox.memory.cards[method.id];
  if (card?.declines === "saved" && customer === null) return null;
  return card?.decline ?? null;
}

/** Why the bank refuses that a card be saved; null when it agrees. */
export function declineOnSaving(sandbox: Sandbox, method: Stripe.PaymentMethod): Decline | null {
  if (hasExpired(sandbox, method)) return expiredCard;
  const card = sandbox.memory.cards[method.id];
  return card?.declines === undefined ? (card?.decline ?? null) : null;
}

/** A card is good until the end of its month. */
function hasExpired(sandbox: Sandbox, { card }: Stripe.PaymentMethod): boolean {
  if (!card) return false;
  return sandbox.clock.now() >= Date.UTC(card.exp_year, card.exp_month, 1);
}
