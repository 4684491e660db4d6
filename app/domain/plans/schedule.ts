import type { Components } from "../money/components.ts";
import { assert } from "../primitives/assert.ts";
import type { DueDate } from "./due-dates.ts";
import { feeSplits } from "./fee-split.ts";
import type { PlanFrame } from "./frame.ts";
import type { ScheduleLine } from "./offer.ts";
import { type Owed, payInstalment, splitBetween } from "./owed.ts";
import { instalmentMinor, remainderOf } from "./walk.ts";

/** A schedule that sums exactly, and the interest that it adds; minor units. */
export interface Schedule {
  readonly lines: readonly ScheduleLine[];
  readonly interestMinor: bigint;
}

/**
 * The schedule of `terms` instalments of `amountMinor`, the last one being the remainder. The
 * amount must clear the plan in exactly `terms`: find it with `levelAmount` or `termsToClear`.
 */
export function buildSchedule(frame: PlanFrame, terms: number, amountMinor: bigint): Schedule {
  const { restMinor, lastMinor } = remainderOf(frame, terms, amountMinor);
  assert(restMinor > 0n, "no instalment is left without anything to pay");
  const amounts: bigint[] = [];
  for (let index = 0; index < terms - 1; index += 1) {
    amounts.push(instalmentMinor(frame, index, amountMinor));
  }
  amounts.push(lastMinor);
  const schedule = frame.mode === "fee" ? byShares(frame, amounts) : byOrder(frame, amounts);
  assert(schedule.lines.at(-1)?.balanceAfterMinor === 0n, "the last instalment clears the plan");
  return schedule;
}

/** The period's own interest first, the rest by the allocation order of the due date. */
function byOrder(frame: PlanFrame, amounts: readonly bigint[]): Schedule {
  const accrual = frame.start();
  const owed: Owed = { ...frame.opening };
  let interestMinor = 0n;
  let balanceMinor = frame.totalMinor;
  const lines = amounts.map((amountMinor, index) => {
    const own = accrual.post(index, owed);
    const before = { ...owed };
    accrual.paid(payInstalment(owed, own, amountMinor, frame.orders[index] ?? []));
    const components = splitBetween(before, own, owed);
    interestMinor += own;
    balanceMinor += own - amountMinor;
    return lineOf(frame, index, amountMinor, components, balanceMinor);
  });
  return { lines, interestMinor };
}

/** Fee mode: the fee, principal in equal shares, the other components spread. */
function byShares(frame: PlanFrame, amounts: readonly bigint[]): Schedule {
  const feeMinor = frame.flatMinor ?? 0n;
  const splits = feeSplits(frame.opening, feeMinor, amounts);
  let balanceMinor = frame.totalMinor;
  const lines = splits.map((components, index) => {
    const amountMinor = amounts[index] as bigint;
    balanceMinor += feeMinor - amountMinor;
    return lineOf(frame, index, amountMinor, components, balanceMinor);
  });
  return { lines, interestMinor: feeMinor * BigInt(amounts.length) };
}

function lineOf(
  frame: PlanFrame,
  index: number,
  amountMinor: bigint,
  components: Components,
  balanceAfterMinor: bigint,
): ScheduleLine {
  const { on: dueOn, movedFrom } = frame.dueDates[index] as DueDate;
  return { n: index + 1, dueOn, movedFrom, amountMinor, components, balanceAfterMinor };
}
