import type { CalendarDate } from "../primitives/date.ts";
import type { Offer } from "./offer.ts";
import type { ToCome } from "./to-come.ts";

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

/** What is left of a plan in force, against what is owed if it ended today. */
export function restOf({ instalments, leftMinor }: ToCome, balanceMinor: bigint): PlanRest {
  const [next] = instalments;
  return {
    toPayMinor: leftMinor,
    overTodayMinor: leftMinor - balanceMinor,
    terms: instalments.length,
    nextDueOn: next?.dueOn ?? null,
    nextMinor: next?.openMinor ?? 0n,
    lastDueOn: instalments.at(-1)?.dueOn ?? null,
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
