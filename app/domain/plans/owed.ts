import type { Component, Components } from "../money/components.ts";

/** What is still owed while a plan is walked through; minor units, changed in place. */
export type Owed = Record<Component, bigint>;

/**
 * Pays one instalment: the interest of its own period first, the rest by the allocation order
 * (interfaces.md §5). What the amount does not cover of that interest is owed on. Returns the
 * split; it sums to the amount, or to all that was owed when that is less.
 */
export function payInstalment(
  owed: Owed,
  ownInterestMinor: bigint,
  amountMinor: bigint,
  order: readonly Component[],
): Components {
  const ownPaid = amountMinor < ownInterestMinor ? amountMinor : ownInterestMinor;
  owed.interest += ownInterestMinor - ownPaid;
  let rest = amountMinor - ownPaid;
  const split: Owed = { principal: 0n, interest: ownPaid, penalty: 0n, fees: 0n, costs: 0n };
  for (const name of order) {
    if (rest === 0n) break;
    const paid = owed[name] < rest ? owed[name] : rest;
    owed[name] -= paid;
    split[name] += paid;
    rest -= paid;
  }
  return split;
}
