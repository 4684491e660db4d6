import { assert } from "../primitives/assert.ts";
import type { PlanFrame } from "./frame.ts";
import { type Owed, payInstalment } from "./owed.ts";

/** What a plan of equal amounts leaves for its last instalment. Minor units. */
export interface Remainder {
  /** Owed before the interest of the last period; 0 or less: an earlier instalment cleared it. */
  readonly restMinor: bigint;
  /** What the last instalment must be; negative by what an amount too large overpays. */
  readonly lastMinor: bigint;
}

/** Pays `amountMinor` on every due date but the last of `terms`, and says what the last must be. */
export function remainderOf(frame: PlanFrame, terms: number, amountMinor: bigint): Remainder {
  assert(terms >= 1 && terms <= frame.dueDates.length, "the frame has as many due dates");
  const { flatMinor, totalMinor } = frame;
  if (flatMinor === null) return walkedRemainder(frame, terms, amountMinor);
  if (terms === 1) return { restMinor: totalMinor, lastMinor: totalMinor + flatMinor };
  const paidMinor = instalmentMinor(frame, 0, amountMinor) + BigInt(terms - 2) * amountMinor;
  const restMinor = totalMinor + BigInt(terms - 1) * flatMinor - paidMinor;
  return { restMinor, lastMinor: restMinor + flatMinor };
}

/** The amount of instalment `index` when the others are `amountMinor`: the first may be more. */
export function instalmentMinor(frame: PlanFrame, index: number, amountMinor: bigint): bigint {
  const isDown = index === 0 && frame.downPaymentMinor > amountMinor;
  return isDown ? frame.downPaymentMinor : amountMinor;
}

function walkedRemainder(frame: PlanFrame, terms: number, amountMinor: bigint): Remainder {
  const accrual = frame.start();
  const owed: Owed = { ...frame.opening };
  let restMinor = frame.totalMinor;
  for (let index = 0; index < terms; index += 1) {
    const own = accrual.post(index, owed);
    if (index === terms - 1) return { restMinor, lastMinor: restMinor + own };
    const amount = instalmentMinor(frame, index, amountMinor);
    const leftMinor = restMinor + own - amount;
    if (leftMinor <= 0n) {
      const unused = BigInt(terms - 2 - index) * amountMinor;
      return { restMinor: 0n, lastMinor: leftMinor - unused };
    }
    accrual.paid(payInstalment(owed, own, amount, frame.orders[index] ?? []));
    restMinor = leftMinor;
  }
  return { restMinor, lastMinor: restMinor };
}

/** The fewest instalments of `amountMinor` that clear the plan; null: not within `mostTerms`. */
export function termsToClear(
  frame: PlanFrame,
  amountMinor: bigint,
  mostTerms: number,
): number | null {
  const accrual = frame.start();
  const owed: Owed = { ...frame.opening };
  let restMinor = frame.totalMinor;
  for (let index = 0; index < mostTerms; index += 1) {
    const own = accrual.post(index, owed);
    const amount = instalmentMinor(frame, index, amountMinor);
    restMinor += own - amount;
    if (restMinor <= 0n) return index + 1;
    if (amount <= own && frame.flatMinor !== null && index > 0) return null;
    accrual.paid(payInstalment(owed, own, amount, frame.orders[index] ?? []));
  }
  return null;
}
