import { err, ok, type Result } from "../primitives/result.ts";

/**
 * Money on its way back to the payer (payments.md §3). `requested`: it is to go, and the provider
 * has not said that it goes; a call whose outcome is unknown leaves it here.
 */
export const refundStates = [
  "waiting-approval",
  "requested",
  "pending",
  "succeeded",
  "failed",
  "refused",
] as const;
export type RefundState = (typeof refundStates)[number];

/** What the provider says of a refund that it has. */
export const refundFacts = ["pending", "succeeded", "failed"] as const;
export type RefundFact = (typeof refundFacts)[number];

export const refundReasons = [
  "requested",
  "duplicate",
  "overpaid",
  "wrong-account",
  "goodwill",
] as const;
export type RefundReason = (typeof refundReasons)[number];

const progress: Record<RefundState, number> = {
  "waiting-approval": 0,
  requested: 1,
  pending: 2,
  succeeded: 3,
  refused: 4,
  failed: 4,
};

/**
 * The state after what the provider said. It only ever moves on; money that the payer's bank sent
 * back fails a refund that had succeeded, and nothing wakes one that is over.
 */
export function applyRefundFact(state: RefundState, fact: RefundFact): RefundState {
  return progress[fact] > progress[state] ? fact : state;
}

/** Whether the money counts as given back: its posting stands. */
export function isGivenBack(state: RefundState): boolean {
  return state === "pending" || state === "succeeded";
}

/** Whether it may still go, so that its amount is spoken for. */
export function isReserved(state: RefundState): boolean {
  return state === "waiting-approval" || state === "requested";
}

/** What is known of a payment when money of it is to go back. Minor units. */
export interface Refundable {
  readonly amountMinor: bigint;
  /** Refunds and chargebacks that stand. */
  readonly returnedMinor: bigint;
  /** Refunds that are on their way. */
  readonly reservedMinor: bigint;
  readonly reversed: boolean;
  /** The payer's bank has the money in question: it decides. An inquiry is no such dispute. */
  readonly disputed: boolean;
  /** For a refund of credit alone: what of this payment is credit still; null: no such bound. */
  readonly creditMinor: bigint | null;
}

export type RefundRefusal =
  | "amount-not-positive"
  | "above-limit"
  | "in-dispute"
  | "nothing-to-refund";

/** What may go back of a payment: never more than it still holds. */
export function refundLimit(payment: Refundable): bigint {
  if (payment.reversed || payment.disputed) return 0n;
  const { amountMinor, returnedMinor, reservedMinor, creditMinor } = payment;
  const left = amountMinor - returnedMinor - reservedMinor;
  const bounded = creditMinor !== null && creditMinor < left ? creditMinor : left;
  return bounded > 0n ? bounded : 0n;
}

/** Whether an amount may go back; the reason in words otherwise. */
export function checkRefund(payment: Refundable, amountMinor: bigint): Result<null, RefundRefusal> {
  if (amountMinor <= 0n) return err("amount-not-positive");
  if (payment.disputed) return err("in-dispute");
  const limit = refundLimit(payment);
  if (limit === 0n) return err("nothing-to-refund");
  return amountMinor > limit ? err("above-limit") : ok(null);
}

/**
 * Whether a second person decides. Counts what the payment has given back already, so that nobody
 * goes round the limit in small steps.
 */
export function needsSecondPerson(
  payment: Refundable,
  amountMinor: bigint,
  approvalAboveMinor: bigint,
): boolean {
  return payment.returnedMinor + payment.reservedMinor + amountMinor > approvalAboveMinor;
}
