import type { CalendarDate } from "../primitives/date.ts";
import type { PlanDay } from "./account.ts";
import { postInterest, type Replay } from "./replay.ts";

/** The days from the snapshot to `on` on which a plan at the account's own rate posts interest. */
export function planDaysOf(
  { account }: Pick<Replay, "account">,
  on: CalendarDate,
): ReadonlyMap<CalendarDate, readonly PlanDay["kind"][]> {
  const days = new Map<CalendarDate, PlanDay["kind"][]>();
  for (const day of account.planDays ?? []) {
    if (day.on < account.asOf || day.on > on) continue;
    days.set(day.on, [...(days.get(day.on) ?? []), day.kind]);
  }
  return days;
}

/**
 * Before the money of a day: a due date posts the interest of its period, which the instalment
 * carries first (interfaces.md §5); the end of a plan ends that.
 */
export function openPlanDay(replay: Replay, kinds: readonly PlanDay["kind"][]): void {
  if (kinds.includes("due")) {
    postPeriod(replay);
    replay.ownMinor = replay.periodMinor;
    replay.periodMinor = 0n;
  }
  if (kinds.includes("ended")) replay.ownMinor = 0n;
}

/** After the money of a day: signing posts what has accrued: a plan begins with a figure. */
export function closePlanDay(replay: Replay, kinds: readonly PlanDay["kind"][]): void {
  if (!kinds.includes("signed")) return;
  postPeriod(replay);
  replay.ownMinor = 0n;
  replay.periodMinor = 0n;
}

/** A period's interest is rounded by itself, as in the schedule: no part of it is carried over. */
function postPeriod(replay: Replay): void {
  postInterest(replay);
  replay.settled = replay.accrued;
  replay.postedMinor = 0n;
}
