import Stripe from "stripe";
import type { Outcome } from "#app/services/payments/outcome.ts";
import type { PaymentState } from "#app/services/payments/payment-state.ts";
import type { ChargedSaved, ChargeOrder } from "#app/services/payments/provider-saved.ts";
import { toStripeAmount } from "./amount.server.ts";
import { ask, chain, mismatch, outcomeOf, refused } from "./ask.server.ts";
import { capabilitiesOf } from "./capabilities.server.ts";
import type { Connection } from "./connection.server.ts";
import { attemptField, stateOfIntent } from "./read-state.server.ts";

/** Charges a saved card off session: one intent, made and confirmed in one call. */
export async function chargeSaved(
  connection: Connection,
  order: ChargeOrder,
): Promise<Outcome<ChargedSaved>> {
  const can = capabilitiesOf(order.currency);
  if (order.amountMinor < can.minAmountMinor) {
    return refused("amount-too-small", String(order.amountMinor));
  }
  if (order.amountMinor > can.maxAmountMinor) {
    return refused("amount-too-large", String(order.amountMinor));
  }
  if (order.amountMinor % can.stepMinor !== 0n) {
    return refused("amount-not-chargeable", String(order.amountMinor));
  }
  const answer = await intentOf(connection, order);
  return chain(answer, (intent) => chargedBy(connection, order, intent));
}

/** A decline comes as an error that carries the intent: it is an answer like any other. */
async function intentOf(
  { stripe }: Connection,
  order: ChargeOrder,
): Promise<Outcome<Stripe.PaymentIntent>> {
  try {
    const params = paramsOf(order);
    const { idempotencyKey } = order;
    return { kind: "ok", value: await stripe.paymentIntents.create(params, { idempotencyKey }) };
  } catch (error) {
    const declined = error instanceof Stripe.errors.StripeCardError ? error.payment_intent : null;
    if (!declined?.id) return outcomeOf(error);
    // The error's copy is bare: read it whole, with its charge.
    return ask(() => stripe.paymentIntents.retrieve(declined.id, { expand: ["latest_charge"] }));
  }
}

function paramsOf(order: ChargeOrder): Stripe.PaymentIntentCreateParams {
  return {
    amount: toStripeAmount(order.amountMinor, order.currency),
    currency: order.currency.toLowerCase(),
    customer: order.customer,
    payment_method: order.method,
    off_session: true,
    confirm: true,
    description: order.description,
    metadata: { [attemptField]: order.attemptId },
    expand: ["latest_charge"],
  };
}

function chargedBy(
  { livemode }: Connection,
  order: ChargeOrder,
  intent: Stripe.PaymentIntent,
): Outcome<ChargedSaved> {
  return chain(stateOfIntent(intent), (state): Outcome<ChargedSaved> => {
    const right =
      state.amountMinor === order.amountMinor &&
      state.currency === order.currency &&
      state.livemode === livemode &&
      state.attemptId === order.attemptId;
    if (!right) return mismatch(`not the charge that was asked for: ${String(intent.id)}`);
    return { kind: "ok", value: { result: resultOf(state), state } };
  });
}

function resultOf({ status, failure }: PaymentState): ChargedSaved["result"] {
  if (status === "succeeded") return "succeeded";
  if (status === "processing") return "processing";
  return failure?.messageKey === "authentication-failed" ? "requires-payer" : "declined";
}
