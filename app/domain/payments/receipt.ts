import { type Component, type Components, totalOf } from "../money/components.ts";
import { assert } from "../primitives/assert.ts";

/** A posted payment and the balance it met. Minor units. */
export interface PostedPayment {
  readonly amountMinor: bigint;
  readonly before: Components;
  readonly split: Components;
  /** Money beyond the balance. */
  readonly creditMinor: bigint;
  /** The allocation order in force, and the name of the rule that gave it. */
  readonly order: readonly Component[];
  readonly rule: string;
}

/** The receipt's table: Σ paid + credit = amount, Σ left = the balance after. */
export interface Receipt {
  readonly lines: readonly ReceiptLine[];
  readonly paidMinor: bigint;
  readonly creditMinor: bigint;
  readonly beforeMinor: bigint;
  readonly afterMinor: bigint;
  readonly rule: string;
}

export interface ReceiptLine {
  readonly component: Component;
  readonly paidMinor: bigint;
  readonly leftMinor: bigint;
}

/** What a payment paid for, in the order of the rule; components that owe nothing are left out. */
export function receiptOf(payment: PostedPayment): Receipt {
  const { before, split, creditMinor, amountMinor } = payment;
  const lines = payment.order
    .map((component) => ({
      component,
      paidMinor: split[component],
      leftMinor: before[component] - split[component],
    }))
    .filter(({ component }) => before[component] !== 0n || split[component] !== 0n);
  const paidMinor = lines.reduce((sum, line) => sum + line.paidMinor, 0n);
  const afterMinor = lines.reduce((sum, line) => sum + line.leftMinor, 0n);
  const beforeMinor = totalOf(before);
  assert(paidMinor + creditMinor === amountMinor, "split and credit make the amount");
  assert(paidMinor + afterMinor === beforeMinor, "paid and left make the balance before");
  assert(
    lines.every((line) => line.paidMinor >= 0n && line.leftMinor >= 0n),
    "no part below 0",
  );
  return { lines, paidMinor, creditMinor, beforeMinor, afterMinor, rule: payment.rule };
}
