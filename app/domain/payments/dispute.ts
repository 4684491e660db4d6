import { assert } from "../primitives/assert.ts";

/**
 * A payment that the payer's bank questions. `inquiry`: it asks, no money has moved. `open`: it
 * has taken the money until it decides. `closed`: an inquiry that came to nothing.
 */
export const disputeStates = ["inquiry", "open", "won", "lost", "closed"] as const;
export type DisputeState = (typeof disputeStates)[number];

const progress: Record<DisputeState, number> = { inquiry: 0, open: 1, won: 2, lost: 2, closed: 2 };

/** The state after what the provider says now. An older word changes nothing. */
export function applyDisputeFact(state: DisputeState, fact: DisputeState): DisputeState {
  return progress[fact] >= progress[state] ? fact : state;
}

/** Whether the bank has the payment in question, so that nothing of it may be refunded. */
export function blocksRefund(state: DisputeState): boolean {
  return state === "open";
}

/** Whether nobody has to answer the bank any more. */
export function isOver(state: DisputeState): boolean {
  return progress[state] === 2;
}

/** What the books have to do so that they say what the provider's say. */
export function disputeMove(
  withdrawn: boolean,
  posted: boolean,
): "take-back" | "reinstate" | "none" {
  if (withdrawn === posted) return "none";
  return withdrawn ? "take-back" : "reinstate";
}

/**
 * Spreads an amount over the payments of one charge in their order: each up to what it holds;
 * what none of them holds stays with the last one. Minor units; the shares sum to the amount.
 */
export function spreadOver(amountMinor: bigint, heldMinor: readonly bigint[]): readonly bigint[] {
  assert(heldMinor.length > 0, "an amount is spread over one payment or more");
  let leftMinor = amountMinor;
  const shares = heldMinor.map((held) => {
    const share = leftMinor < held ? leftMinor : held;
    leftMinor -= share;
    return share;
  });
  const last = shares.length - 1;
  shares[last] = (shares[last] as bigint) + leftMinor;
  return shares;
}
