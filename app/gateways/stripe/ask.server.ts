import Stripe from "stripe";
import type { Outcome, RefusalReason } from "#app/services/payments/outcome.ts";

/** Asks Stripe and turns whatever happens into an outcome; nothing is thrown. */
export async function ask<T>(call: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { kind: "ok", value: await call() };
  } catch (error) {
    return outcomeOf(error);
  }
}

/** The next step of a call that may have failed. (Named `then` it would hang every import.) */
export function chain<T, U>(outcome: Outcome<T>, next: (value: T) => Outcome<U>): Outcome<U> {
  return outcome.kind === "ok" ? next(outcome.value) : outcome;
}

/** Readable, but not what was asked for: nothing may be concluded from it. */
export const mismatch = (detail: string): Outcome<never> => ({
  kind: "unknown",
  reason: "mismatch",
  detail,
});

export const refused = (reason: RefusalReason, detail: string): Outcome<never> => ({
  kind: "refused",
  reason,
  detail,
});

/**
 * An error by what is known afterwards. Whatever is not a plain refusal is unknown: a reset may
 * come after the money, and a body that is no JSON says nothing (measured: StripeAPIError
 * without a status).
 */
export function outcomeOf(error: unknown): Outcome<never> {
  if (!(error instanceof Stripe.errors.StripeError)) {
    return { kind: "unknown", reason: "unreadable", detail: String(error) };
  }
  const detail = [error.type, error.code, error.message, error.requestId]
    .filter((part) => part !== undefined && part !== "")
    .join(" · ");
  if (error instanceof Stripe.errors.StripeConnectionError) {
    return { kind: "unknown", reason: "no-answer", detail };
  }
  const { statusCode: status } = error;
  if (status === undefined) return { kind: "unknown", reason: "unreadable", detail };
  if (status === 409) return { kind: "unknown", reason: "in-progress", detail };
  const reason = status < 500 ? refusalOf(error, status) : null;
  if (reason !== null) return refused(reason, detail);
  return { kind: "unknown", reason: "provider-error", detail };
}

function refusalOf(error: Stripe.errors.StripeError, status: number): RefusalReason | null {
  if (error instanceof Stripe.errors.StripeIdempotencyError) return "key-reused";
  if (error instanceof Stripe.errors.StripeRateLimitError) return "rate-limited";
  if (status === 401 || status === 403) return "credentials";
  if (status === 404) return "not-found";
  if (status !== 400 && status !== 402) return null;
  return byCode[error.code ?? ""] ?? byParam(error.param ?? "");
}

const byCode: Record<string, RefusalReason> = {
  amount_too_small: "amount-too-small",
  amount_too_large: "amount-too-large",
  invalid_charge_amount: "amount-not-chargeable",
  parameter_invalid_integer: "amount-not-chargeable",
  resource_missing: "not-found",
  charge_already_refunded: "already-refunded",
  charge_disputed: "disputed",
};

function byParam(param: string): RefusalReason {
  if (param === "expires_at") return "expiry-out-of-range";
  if (param.includes("currency")) return "currency-not-supported";
  if (param.includes("payment_method_types")) return "method-not-supported";
  return "invalid";
}
