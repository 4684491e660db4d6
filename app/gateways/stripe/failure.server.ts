import type Stripe from "stripe";
import type { PaymentFailure, PaymentFailureKey } from "#app/services/payments/payment-state.ts";

/**
 * What the payer may know of a decline (docs.stripe.com/declines/codes). Codes that hint at fraud,
 * loss or theft say no more than "declined", as Stripe asks.
 */
const keys: Record<string, PaymentFailureKey> = {
  insufficient_funds: "insufficient-funds",
  expired_card: "expired-card",
  incorrect_cvc: "incorrect-details",
  invalid_cvc: "incorrect-details",
  incorrect_number: "incorrect-details",
  invalid_number: "incorrect-details",
  invalid_expiry_month: "incorrect-details",
  invalid_expiry_year: "incorrect-details",
  incorrect_zip: "incorrect-details",
  card_velocity_exceeded: "limit-reached",
  withdrawal_count_limit_exceeded: "limit-reached",
  authentication_required: "authentication-failed",
  payment_intent_authentication_failure: "authentication-failed",
  authentication_not_handled: "authentication-failed",
  card_not_supported: "not-supported",
  currency_not_supported: "not-supported",
  processing_error: "try-again",
  issuer_not_available: "try-again",
  try_again_later: "try-again",
  reenter_transaction: "try-again",
  payment_intent_payment_attempt_failed: "try-again",
  payment_intent_payment_attempt_expired: "expired",
};

/** Why an intent's last try failed; null when there was none. */
export function failureOf(
  error: Stripe.PaymentIntent.LastPaymentError | null | undefined,
): PaymentFailure | null {
  if (!error) return null;
  const code = error.decline_code ?? error.code ?? error.type;
  return { code, messageKey: keys[code] ?? "declined" };
}
