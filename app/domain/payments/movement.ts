/** What a line of the provider's own books is about. */
export const movementKinds = [
  "charge",
  "refund",
  "refund-failed",
  "dispute",
  "dispute-reversed",
  "payout",
  "fee",
  "adjustment",
  "other",
] as const;
export type MovementKind = (typeof movementKinds)[number];

/** Signed minor units: positive came to us. `paid`: as the payer sees it; `settled`: as we do. */
export interface MovementFact {
  readonly kind: MovementKind;
  readonly paidMinor: bigint;
  readonly paidCurrency: string;
  readonly settledMinor: bigint;
  readonly settledCurrency: string;
}

/** What our books say of the same object: the sum of its lines on the provider's till. */
export interface BookedFact {
  readonly currency: string;
  readonly amountMinor: bigint;
}

export type MovementFault = "orphan" | "amount-differs" | "currency-differs" | "not-known";

/**
 * `matched`: the books say the same. `converted`: they do, and the provider changed the money into
 * its settlement currency, which is explained and no fault. `ours`: a cost or a payout, for which
 * the house book has its own posting. Otherwise the fault.
 */
export type MovementVerdict =
  | { readonly kind: "matched" | "converted" | "ours" }
  | { readonly kind: "fault"; readonly fault: MovementFault };

const expectsPosting: ReadonlySet<MovementKind> = new Set<MovementKind>([
  "charge",
  "refund",
  "refund-failed",
  "dispute",
  "dispute-reversed",
]);

/** Compares one movement of the provider with what the books hold of it (payments.md §3). */
export function judgeMovement(
  movement: MovementFact,
  booked: readonly BookedFact[],
): MovementVerdict {
  if (!expectsPosting.has(movement.kind)) {
    const known = movement.kind === "payout" || movement.kind === "fee";
    return known ? { kind: "ours" } : fault("not-known");
  }
  if (booked.length === 0) return fault("orphan");
  const [one] = booked;
  if (booked.length > 1 || one?.currency !== movement.paidCurrency)
    return fault("currency-differs");
  if (one.amountMinor !== movement.paidMinor) return fault("amount-differs");
  const converted = movement.paidCurrency !== movement.settledCurrency;
  return { kind: converted ? "converted" : "matched" };
}

const fault = (name: MovementFault): MovementVerdict => ({ kind: "fault", fault: name });

/** What a payout says and what the movements in it sum to; null: they agree. */
export function judgePayout(
  payout: BookedFact,
  nets: readonly BookedFact[],
): "payout-sum-differs" | "payout-currency-differs" | null {
  if (nets.some(({ currency }) => currency !== payout.currency)) return "payout-currency-differs";
  const sum = nets.reduce((total, { amountMinor }) => total + amountMinor, 0n);
  return sum === payout.amountMinor ? null : "payout-sum-differs";
}
