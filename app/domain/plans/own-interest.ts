import type { Hold } from "../holds/hold.ts";
import { stoppedBy } from "../holds/in-force.ts";
import { addDays, type CalendarDate, minDate } from "../primitives/date.ts";
import { divideRounded, type RoundingMode } from "../primitives/rational.ts";

/** A line of a signed schedule, as far as its own interest goes; minor units. */
export interface SignedLine {
  readonly n: number;
  readonly dueOn: CalendarDate;
  readonly amountMinor: bigint;
  readonly balanceAfterMinor: bigint;
}

/** What a plan charges of its own for the days [from, to), as it was signed. */
export interface OwnPeriod {
  readonly n: number;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly ownMinor: bigint;
}

/** The periods of a plan from the day of its figures, on which `openingMinor` was owed. */
export function ownPeriods(
  startOn: CalendarDate,
  openingMinor: bigint,
  lines: readonly SignedLine[],
): readonly OwnPeriod[] {
  let from = startOn;
  let beforeMinor = openingMinor;
  return lines.map(({ n, dueOn: to, amountMinor, balanceAfterMinor }) => {
    const period = { n, from, to, ownMinor: balanceAfterMinor - beforeMinor + amountMinor };
    from = to;
    beforeMinor = balanceAfterMinor;
    return period;
  });
}

/** Holds of the account: those that the schedule was computed with, and those that came after. */
export interface PlanHolds {
  readonly atSigning: readonly Hold[];
  readonly since: readonly Hold[];
}

/**
 * What of a period's interest by the day has come up by `on`, rounded once: its share of the days
 * that bear interest by the schedule, without those on which a hold set since stops it (domain.md
 * §2). All of it on the due date when nothing was held; a period without a day is not held.
 */
export function ownInterestBy(
  { from, to, ownMinor }: OwnPeriod,
  on: CalendarDate,
  { atSigning, since }: PlanHolds,
  rounding: RoundingMode,
): bigint {
  if (from === to) return ownMinor;
  const until = minDate(on, to);
  let bearing = 0n;
  let charged = 0n;
  for (let day = from; day < to; day = addDays(day, 1)) {
    if (stoppedBy(atSigning, "interest", day) !== null) continue;
    bearing += 1n;
    if (day < until && stoppedBy(since, "interest", day) === null) charged += 1n;
  }
  return bearing === 0n ? 0n : divideRounded(ownMinor * charged, bearing, rounding);
}
