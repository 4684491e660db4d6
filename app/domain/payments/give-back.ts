import {
  type Component,
  type Components,
  noComponents,
  subtractComponents,
  totalOf,
  withAdded,
} from "../money/components.ts";
import { assert } from "../primitives/assert.ts";

/** A payment as it was spent, or what is left of that. Minor units, none negative. */
export interface Spent {
  readonly split: Components;
  readonly creditMinor: bigint;
}

/** What giving money back does: split + credit + beyond = the amount. */
export interface GivenBack extends Spent {
  /** The payment no longer held it: no debt comes back for it, a person decides. */
  readonly beyondMinor: bigint;
}

/** A payment that money is given back of. */
export interface PaymentHeld {
  /** What of the payment has not gone back yet. */
  readonly held: Spent;
  /** The order in which the payment was spent. */
  readonly order: readonly Component[];
  /** The debtor's credit on the account now; less than `held` when it was moved or paid out. */
  readonly accountCreditMinor: bigint;
}

/**
 * How an amount goes back over a payment's split: last in, first out. The credit goes first, then
 * the components from the one that was paid last; credit that is gone already is owed as principal
 * (the rule of a reversal, domain/ledger/reverse.ts).
 */
export function giveBack(amountMinor: bigint, payment: PaymentHeld): GivenBack {
  assert(amountMinor >= 0n, "an amount given back is not negative");
  const { held, order, accountCreditMinor } = payment;
  const creditMinor = least(amountMinor, least(held.creditMinor, most(accountCreditMinor, 0n)));
  let leftMinor = amountMinor - creditMinor;
  let split = noComponents;
  for (const name of [...order].reverse()) {
    const part = least(leftMinor, held.split[name]);
    split = withAdded(split, name, part);
    leftMinor -= part;
  }
  const goneMinor = least(leftMinor, held.creditMinor - creditMinor);
  split = withAdded(split, "principal", goneMinor);
  return { split, creditMinor, beyondMinor: leftMinor - goneMinor };
}

/**
 * What is left of a payment after parts of it went back. A part that took principal for credit
 * that was gone took it from the credit.
 */
export function heldOf(spent: Spent, returned: readonly Spent[]): Spent {
  return returned.reduce((left, part) => {
    const split = subtractComponents(left.split, part.split);
    const overMinor = most(-split.principal, 0n);
    return {
      split: withAdded(split, "principal", overMinor),
      creditMinor: left.creditMinor - part.creditMinor - overMinor,
    };
  }, spent);
}

/** What came in again after it had gone back, as `heldOf` takes it away: the other way round. */
export function cameAgain({ split, creditMinor }: Spent): Spent {
  return { split: subtractComponents(noComponents, split), creditMinor: -creditMinor };
}

export function spentTotal({ split, creditMinor }: Spent): bigint {
  return totalOf(split) + creditMinor;
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const most = (a: bigint, b: bigint): bigint => (a > b ? a : b);
