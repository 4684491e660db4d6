/**
 * `ok`: the provider answered and the answer was checked. `refused`: it was not done, and will
 * not be done later. `unknown`: nobody can say (reset, time-out, HTML, an empty body, 5xx, an
 * answer that is not what was asked): keep the key, ask again, start nothing new.
 */
export type Outcome<T> =
  | { readonly kind: "ok"; readonly value: T }
  | { readonly kind: "refused"; readonly reason: RefusalReason; readonly detail: string }
  | { readonly kind: "unknown"; readonly reason: UnknownReason; readonly detail: string };

export type RefusalReason =
  | "amount-too-small"
  | "amount-too-large"
  | "amount-not-chargeable" // e.g. 5.124 KWD: the last digit must be 0
  | "currency-not-supported"
  | "method-not-supported"
  | "expiry-out-of-range"
  | "key-reused" // the same key with other parameters: a defect, or a row that was changed
  | "not-found"
  | "already-refunded" // nothing, or less than asked for, is left of the charge
  | "disputed" // the payer's bank has the charge in question
  | "rate-limited" // not carried out; try again later
  | "credentials" // key wrong, revoked or without the right
  | "invalid";

export type UnknownReason =
  | "no-answer" // connection refused, reset or timed out
  | "in-progress" // the first request under this key is still running
  | "provider-error" // 5xx with the provider's own error
  | "unreadable" // HTML, an empty body, JSON of no known form
  | "mismatch"; // readable, but id, type, amount, currency or mode is not what was asked
