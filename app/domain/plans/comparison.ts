import type { CalendarDate } from "../primitives/date.ts";
import type { Matching } from "./matching.ts";
import type { Offer } from "./offer.ts";

/** What a plan still takes, on a day; minor units. */
export interface PlanRest {
  readonly toPayMinor: bigint;
  /** Against paying today's balance at once; negative when a part would be waived. */
  readonly overTodayMinor: bigint;
  readonly terms: number;
  readonly nextDueOn: CalendarDate | null;
  readonly nextMinor: bigint;
  readonly lastDueOn: CalendarDate | null;
}

export interface PlanComparison {
  readonly before: PlanRest;
  readonly after: PlanRest;
  /** What the new plan takes more than the old one; negative: less. */
  readonly moreMinor: bigint;
}

/** What is left of a plan in force. */
export function restOf(matching: Matching, balanceMinor: bigint): PlanRest {
  const open = matching.instalments.filter((line) => line.status !== "paid");
  const [next] = open;
  return {
    toPayMinor: matching.leftMinor,
    overTodayMinor: matching.leftMinor - balanceMinor,
    terms: open.length,
    nextDueOn: next?.dueOn ?? null,
    nextMinor: next === undefined ? 0n : next.amountMinor - next.paidMinor,
    lastDueOn: open.at(-1)?.dueOn ?? null,
  };
}

/** Old and new side by side: both counted from today, so that the difference is the cost. */
export function compareWith(before: PlanRest, offer: Offer): PlanComparison {
  const { totals, terms, firstDueOn, lastDueOn, schedule } = offer;
  const after = {
    toPayMinor: totals.toPayMinor,
    overTodayMinor: totals.overTodayMinor,
    terms,
    nextDueOn: firstDueOn,
    nextMinor: schedule[0]?.amountMinor ?? 0n,
    lastDueOn,
  };
  return { before, after, moreMinor: after.toPayMinor - before.toPayMinor };
}

/** What paying everything now saves of what the plan would still take; never negative. */
export function savedByPayingNow(rest: PlanRest): bigint {
  return rest.overTodayMinor > 0n ? rest.overTodayMinor : 0n;
}
