import type { Component, Components } from "../money/components.ts";

/** What is still owed while a plan is walked through; minor units, changed in place. */
export type Owed = Record<Component, bigint>;

/**
 * Pays one instalment: the interest of its own period first, the rest by the allocation order
 * (interfaces.md §5). What the amount does not cover of that interest is owed on. Answers the
 * interest paid.
 */
export function payInstalment(
  owed: Owed,
  ownInterestMinor: bigint,
  amountMinor: bigint,
  order: readonly Component[],
): bigint {
  if (amountMinor < ownInterestMinor) {
    owed.interest += ownInterestMinor - amountMinor;
    return amountMinor;
  }
  const interestBefore = owed.interest;
  let rest = amountMinor - ownInterestMinor;
  for (const name of order) {
    const due = owed[name];
    if (due === 0n) continue;
    if (rest <= due) {
      owed[name] = due - rest;
      break;
    }
    owed[name] = 0n;
    rest -= due;
  }
  return ownInterestMinor + interestBefore - owed.interest;
}

/** How an instalment was split, from what was owed before and after; sums to what it paid. */
export function splitBetween(before: Components, own: bigint, after: Components): Components {
  return {
    principal: before.principal - after.principal,
    interest: before.interest + own - after.interest,
    penalty: before.penalty - after.penalty,
    fees: before.fees - after.fees,
    costs: before.costs - after.costs,
  };
}
