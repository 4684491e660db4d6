import { accrueInterval, explain } from "../interest/accrue.ts";
import type { InterestTerms } from "../interest/terms.ts";
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
 * Applies a movement dated before the snapshot that the snapshot does not know (domain.md §10). It
 * keeps its own date and band. The snapshot charged interest on that money from then to `asOf`, as
 * if it had not moved: that interest is given back in a line `late-applied`; for a reversal or a
 * charge, which the snapshot charged too little, it is added.
 */
export function applyLate(replay: Replay, movement: Movement): void {
  const changed = applyMovement(replay, movement);
  const gaveMoney = totalOf(changed) < 0n;
  const money = gaveMoney ? subtractComponents(noComponents, changed) : changed;
  const sign = gaveMoney ? -1n : 1n;
  const lines = interestOn(replay, movement, money)
    .filter((line) => line.amountMinor !== 0n)
    .map((line) => ({ ...line, amountMinor: sign * line.amountMinor, rule: lateApplied }));
  const amountMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0n);
  if (amountMinor === 0n) return;
  replay.explanation.push(...lines);
  const split = amountMinor < 0n ? giveBack(replay, movement, -amountMinor) : null;
  if (split === null) raise(replay, withAdded(noComponents, "interest", amountMinor));
  const on = replay.account.asOf;
  const line = { ...plainLine, on, kind: "interest", component: "interest", amountMinor } as const;
  replay.itemisation.push({ ...line, split, rule: lateApplied, reference: movement.reference });
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
