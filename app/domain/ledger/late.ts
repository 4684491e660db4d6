import { accrueInterval, explain } from "../interest/accrue.ts";
import type { ExplanationLine, InterestTerms } from "../interest/terms.ts";
import {
  type Components,
  noComponents,
  subtractComponents,
  totalOf,
  withAdded,
} from "../money/components.ts";
import type { Movement } from "./account.ts";
import { allocateMovement, applyMovement } from "./movement.ts";
import { lower, plainLine, type Replay, raise } from "./replay.ts";

/**
 * Applies the movements dated before the snapshot that the snapshot does not know (domain.md §10),
 * ascending. They keep their own dates and bands. The snapshot charged interest on that money from
 * then to `asOf` as if it had not moved: that interest is given back in lines `late-applied`; for a
 * reversal or a charge, on which the snapshot charged too little, it is added.
 */
export function applyLate(replay: Replay, movements: readonly Movement[]): void {
  const adjustments = movements.map((movement) => {
    const changed = applyMovement(replay, movement);
    return adjustmentOf(replay, movement, changed);
  });
  // What is added goes on first, so that what is given back finds it.
  for (const adjustment of adjustments) {
    if (adjustment.amountMinor > 0n) adjust(replay, adjustment);
  }
  for (const adjustment of adjustments) {
    if (adjustment.amountMinor < 0n) adjust(replay, adjustment);
  }
}

interface Adjustment {
  readonly movement: Movement;
  /** Signed: negative is given back. */
  readonly amountMinor: bigint;
  readonly lines: readonly ExplanationLine[];
}

function adjustmentOf(replay: Replay, movement: Movement, changed: Components): Adjustment {
  const isGivenBack = totalOf(changed) < 0n;
  const money = isGivenBack ? subtractComponents(noComponents, changed) : changed;
  const sign = isGivenBack ? -1n : 1n;
  const lines = interestOn(replay, movement, money)
    .filter((line) => line.amountMinor !== 0n)
    .map((line) => ({ ...line, amountMinor: sign * line.amountMinor, rule: lateApplied }));
  const amountMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0n);
  return { movement, amountMinor, lines };
}

function adjust(replay: Replay, { movement, amountMinor, lines }: Adjustment): void {
  const split = amountMinor < 0n ? giveBack(replay, movement, -amountMinor) : null;
  if (split === null) raise(replay, withAdded(noComponents, "interest", amountMinor));
  const on = replay.account.asOf;
  const line = { ...plainLine, on, kind: "interest", component: "interest", amountMinor } as const;
  replay.itemisation.push({ ...line, split, rule: lateApplied, reference: movement.reference });
  replay.explanation.push(...lines);
}

const lateApplied = "late-applied";

/** A total cap counts from `asOf`, so it does not bound the interest of the days before. */
function interestOn(replay: Replay, movement: Movement, money: Components) {
  const { account, policy } = replay;
  const { cap } = account.interest;
  const terms: InterestTerms = {
    ...account.interest,
    cap: cap === null ? null : { ...cap, totalMinor: null },
  };
  const { lines } = accrueInterval({
    terms,
    components: money,
    holds: account.holds,
    from: movement.on,
    to: account.asOf,
    rounding: policy.rounding,
  });
  return explain(lines, policy.rounding);
}

/** Interest is lowered first; what was charged and paid already lowers the rest, then is credit. */
function giveBack(replay: Replay, movement: Movement, amountMinor: bigint): Components {
  const credit: Movement = {
    ...movement,
    kind: "credit",
    amountMinor,
    component: "interest",
    split: null,
  };
  const { split, restMinor } = allocateMovement(replay, credit);
  lower(replay, split);
  replay.creditMinor += restMinor;
  return split;
}
