import type Stripe from "stripe";
import type { Outcome } from "#app/services/payments/outcome.ts";
import type { PaidBy, PaymentState, PaymentStatus } from "#app/services/payments/payment-state.ts";
import { currencyOf, fromStripeAmount } from "./amount.server.ts";
import { mismatch } from "./ask.server.ts";
import { failureOf } from "./failure.server.ts";

/** Metadata that every session and intent of ours carries. */
export const attemptField = "evenkeel_attempt";

/** Fetched along, so that one answer holds one moment. */
export const sessionExpansion = ["payment_intent", "payment_intent.latest_charge"];

/** A checkout session, with its intent and charge expanded, as a state; checked field by field. */
export function stateOfSession(session: Stripe.Checkout.Session): Outcome<PaymentState> {
  if (session.object !== "checkout.session" || !session.id?.startsWith("cs_")) {
    return mismatch(`not a checkout session: ${String(session.object)} ${String(session.id)}`);
  }
  if (session.mode !== "payment") return mismatch(`session ${session.id} has another mode`);
  const intent = session.payment_intent;
  if (typeof intent === "string") return mismatch(`session ${session.id} came unexpanded`);
  const currency = currencyOf(session.currency);
  const amountMinor = fromStripeAmount(session.amount_total, currency);
  if (amountMinor === null) return mismatch(`session ${session.id} has no whole amount`);
  if (intent && !agrees(session, intent)) {
    return mismatch(`session ${session.id} and intent ${intent.id} disagree`);
  }
  return {
    kind: "ok",
    value: {
      reference: session.id,
      status: statusOfSession(session, intent),
      amountMinor,
      currency,
      livemode: session.livemode,
      attemptId: session.metadata?.[attemptField] ?? null,
      ...detailsOf(intent),
      expiresAt: session.expires_at * 1000,
    },
  };
}

const agrees = (session: Stripe.Checkout.Session, intent: Stripe.PaymentIntent): boolean =>
  intent.object === "payment_intent" &&
  intent.amount === session.amount_total &&
  intent.currency === session.currency &&
  intent.livemode === session.livemode;

/** The intent is the truth about money; the session only about its page. */
function statusOfSession(
  session: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent | null,
): PaymentStatus {
  if (intent?.status === "succeeded") return "succeeded";
  if (intent?.status === "processing") return "processing";
  switch (session.status) {
    case "open":
      return "open";
    case "expired":
      return "expired";
    default:
      return "failed";
  }
}

/** An intent that no checkout session made, with its charge expanded. */
export function stateOfIntent(intent: Stripe.PaymentIntent): Outcome<PaymentState> {
  if (intent.object !== "payment_intent" || !intent.id?.startsWith("pi_")) {
    return mismatch(`not a payment intent: ${String(intent.object)} ${String(intent.id)}`);
  }
  const currency = currencyOf(intent.currency);
  const amountMinor = fromStripeAmount(intent.amount, currency);
  if (amountMinor === null) return mismatch(`intent ${intent.id} has no whole amount`);
  return {
    kind: "ok",
    value: {
      reference: null,
      status: statusOfIntent(intent),
      amountMinor,
      currency,
      livemode: intent.livemode,
      attemptId: intent.metadata[attemptField] ?? null,
      ...detailsOf(intent),
      expiresAt: null,
    },
  };
}

/** Nobody can pay again on an intent without a page, once its one try has failed. */
function statusOfIntent(intent: Stripe.PaymentIntent): PaymentStatus {
  if (intent.status === "requires_payment_method" && intent.last_payment_error) return "failed";
  return intentStatuses[intent.status] ?? "open";
}

const intentStatuses: Record<string, PaymentStatus> = {
  succeeded: "succeeded",
  processing: "processing",
  canceled: "failed",
};

type Details = Pick<PaymentState, "intentId" | "chargeId" | "method" | "authorisedAt" | "failure">;

function detailsOf(intent: Stripe.PaymentIntent | null): Details {
  const charge = typeof intent?.latest_charge === "object" ? intent.latest_charge : null;
  const paid = intent?.status === "succeeded" && charge !== null;
  return {
    intentId: intent?.id ?? null,
    chargeId: charge?.id ?? null,
    method: charge ? paidBy(charge.payment_method_details) : null,
    authorisedAt: paid ? charge.created * 1000 : null,
    failure: intent?.status === "succeeded" ? null : failureOf(intent?.last_payment_error),
  };
}

function paidBy(details: Stripe.Charge.PaymentMethodDetails | null): PaidBy | null {
  if (!details) return null;
  const { card } = details;
  return { type: details.type, brand: card?.brand ?? null, last4: card?.last4 ?? null };
}
