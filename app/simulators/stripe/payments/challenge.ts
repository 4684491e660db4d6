import type { Stripe } from "stripe";
import { invalid } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { beginSettlement, chargeIntent, failIntent, notAuthenticated } from "./confirm.ts";

/** The payer agreed at the bank or in the wallet; `later`: the money is confirmed afterwards. */
export function passChallenge(
  sandbox: Sandbox,
  intent: Stripe.PaymentIntent,
  later: boolean,
): void {
  const method = waitingMethod(sandbox, intent);
  if (later) beginSettlement(sandbox, intent, method);
  else chargeIntent(sandbox, intent, method);
}

/** The payer refused, or failed, at the bank or in the wallet. */
export function refuseChallenge(sandbox: Sandbox, intent: Stripe.PaymentIntent): void {
  failIntent(sandbox, intent, waitingMethod(sandbox, intent), notAuthenticated);
}

/** Nobody answered in time: the QR code or the wallet's page is over. */
export const timeOutChallenge = (sandbox: Sandbox, intent: Stripe.PaymentIntent): void =>
  failIntent(sandbox, intent, waitingMethod(sandbox, intent), {
    code: "payment_intent_payment_attempt_expired",
    declineCode: null,
    message: "The payment attempt expired before the payer answered.",
  });

function waitingMethod(sandbox: Sandbox, intent: Stripe.PaymentIntent): Stripe.PaymentMethod {
  const method = sandbox.memory.methods[String(intent.payment_method)];
  if (intent.status !== "requires_action" || !method) {
    throw invalid("intent", `Nothing is being asked: the status is ${intent.status}.`);
  }
  return method;
}
