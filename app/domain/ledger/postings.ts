import { type Component, type Components, totalOf } from "../money/components.ts";
import type { CalendarDate } from "../primitives/date.ts";
import { type Posting, posting, receivables } from "./posting.ts";

/** What every posting says beside its amounts. */
export interface Occasion {
  readonly on: CalendarDate;
  readonly reference: string | null;
}

/** The system of record's balance, taken over from a snapshot. */
export function openingPosting(occasion: Occasion, opening: Components): Posting {
  const entries = receivables(opening, 1n);
  const other = { account: "snapshot", amountMinor: -totalOf(opening) } as const;
  return posting("opening", occasion.on, occasion.reference, [...entries, other]);
}

/**
 * Money received, split over what is owed; the rest becomes the debtor's credit.
 * @param source the till it came through, e.g. "stripe" or "elsewhere"; "credit": it was credit on
 *   another account of the debtor
 */
export function paymentPosting(
  occasion: Occasion,
  source: string,
  split: Components,
  restMinor: bigint,
): Posting {
  return posting("payment", occasion.on, occasion.reference, [
    {
      account: source === "credit" ? "transfer" : `cash:${source}`,
      amountMinor: totalOf(split) + restMinor,
    },
    ...receivables(split, -1n),
    { account: "credit:debtor", amountMinor: -restMinor },
  ]);
}

/** Money received that matches nothing; it waits for a person. */
export function suspensePosting(occasion: Occasion, source: string, amountMinor: bigint): Posting {
  return posting("suspense", occasion.on, occasion.reference, [
    { account: `cash:${source}`, amountMinor },
    { account: "suspense", amountMinor: -amountMinor },
  ]);
}

/** Money that waited is found to pay this debt. */
export function suspenseReleasePosting(
  occasion: Occasion,
  split: Components,
  restMinor: bigint,
): Posting {
  return posting("payment", occasion.on, occasion.reference, [
    { account: "suspense", amountMinor: totalOf(split) + restMinor },
    ...receivables(split, -1n),
    { account: "credit:debtor", amountMinor: -restMinor },
  ]);
}

/** What goes back of a payment: on the debt, out of the credit, and beyond both. */
export interface Back {
  readonly split: Components;
  readonly creditMinor: bigint;
  readonly beyondMinor: bigint;
}

/**
 * Money that left through a till again: a refund, a chargeback that the payer's bank took, or
 * credit on its way to another account. What the payment no longer held waits in suspense.
 */
export function returnPosting(
  kind: "refund" | "chargeback" | "transfer",
  occasion: Occasion,
  source: string,
  back: Back,
): Posting {
  const totalMinor = totalOf(back.split) + back.creditMinor + back.beyondMinor;
  return posting(kind, occasion.on, occasion.reference, [
    ...receivables(back.split, 1n),
    { account: "credit:debtor", amountMinor: back.creditMinor },
    { account: "suspense", amountMinor: back.beyondMinor },
    { account: kind === "transfer" ? "transfer" : `cash:${source}`, amountMinor: -totalMinor },
  ]);
}

/** Interest or a penalty that has accrued; negative gives back what was charged too much. */
export function accrualPosting(
  occasion: Occasion,
  component: "interest" | "penalty",
  amountMinor: bigint,
): Posting {
  return posting(component, occasion.on, occasion.reference, charge(component, amountMinor));
}

/** A fee, cost or other amount put on the debt. */
export function chargePosting(
  occasion: Occasion,
  component: Component,
  amountMinor: bigint,
): Posting {
  return posting("charge", occasion.on, occasion.reference, charge(component, amountMinor));
}

/** A part of the debt given up by the creditor: settlement, discount, hardship. */
export function waiverPosting(occasion: Occasion, split: Components): Posting {
  return posting("waiver", occasion.on, occasion.reference, [
    { account: "waiver", amountMinor: totalOf(split) },
    ...receivables(split, -1n),
  ]);
}

/** Interest that was charged and is not owed, given back; what is not owed any more is credit. */
export function interestReversalPosting(
  occasion: Occasion,
  split: Components,
  restMinor: bigint,
): Posting {
  return posting("credit", occasion.on, occasion.reference, [
    { account: "income:interest", amountMinor: totalOf(split) + restMinor },
    ...receivables(split, -1n),
    { account: "credit:debtor", amountMinor: -restMinor },
  ]);
}

/**
 * A payment that is split anew because interest that it met is not charged any more: what it meets
 * more (positive) and less of each component, and what becomes the debtor's credit. No money moves.
 */
export function resplitPosting(
  occasion: Occasion,
  change: Components,
  creditMinor: bigint,
): Posting {
  return posting("interest", occasion.on, occasion.reference, [
    ...receivables(change, -1n),
    { account: "credit:debtor", amountMinor: -creditMinor },
  ]);
}

/** What the system of record stated too high, found so by a dispute or a complaint. */
export function correctionPosting(occasion: Occasion, split: Components): Posting {
  return posting("credit", occasion.on, occasion.reference, [
    { account: "snapshot", amountMinor: totalOf(split) },
    ...receivables(split, -1n),
  ]);
}

/** Both sides of an amount put on a component of the debt. */
function charge(component: Component, amountMinor: bigint) {
  return [
    { account: `receivable:${component}`, amountMinor },
    { account: `income:${component}`, amountMinor: -amountMinor },
  ] as const;
}
