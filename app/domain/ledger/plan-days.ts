import type { CalendarDate } from "../primitives/date.ts";
import type { PlanDay } from "./account.ts";
import { postInterest, type Replay } from "./replay.ts";

/** The days of plans from the snapshot to `on`, by date. */
export function planDaysOf(
  { account }: Pick<Replay, "account">,
  on: CalendarDate,
): ReadonlyMap<CalendarDate, readonly PlanDay[]> {
  const days = new Map<CalendarDate, PlanDay[]>();
  for (const day of account.planDays ?? []) {
    if (day.on < account.asOf || day.on > on) continue;
    days.set(day.on, [...(days.get(day.on) ?? []), day]);
  }
  return days;
}

/**
 * Before the money of a day: a due date posts the interest of its period, which the instalment
 * carries first (interfaces.md §5); the end of a plan ends that.
 */
export function openPlanDay(replay: Replay, days: readonly PlanDay[]): void {
  const due = days.find(({ kind }) => kind === "due");
  if (due !== undefined) {
    postPeriod(replay);
    replay.ownMinor = replay.periodBegan ? replay.periodMinor : inSnapshot(replay, due);
    beginPeriod(replay);
  }
  if (days.some(({ kind }) => kind === "ended")) replay.ownMinor = 0n;
}

/** After the money of a day: signing posts what has accrued: a plan begins with a figure. */
export function closePlanDay(replay: Replay, days: readonly PlanDay[]): void {
  if (!days.some(({ kind }) => kind === "signed")) return;
  postPeriod(replay);
  replay.ownMinor = 0n;
  beginPeriod(replay);
}

/**
 * A snapshot that came inside a period holds a part of its interest as interest like any other: as
 * much of what is owed is the period's own as was signed.
 */
function inSnapshot({ components, periodMinor }: Replay, { signedMinor }: PlanDay): bigint {
  const own = signedMinor ?? periodMinor;
  return own < components.interest ? own : components.interest;
}

function beginPeriod(replay: Replay): void {
  replay.periodMinor = 0n;
  replay.periodBegan = true;
}

/** A period's interest is rounded by itself, as in the schedule: no part of it is carried over. */
function postPeriod(replay: Replay): void {
  postInterest(replay);
  replay.settled = replay.accrued;
  replay.postedMinor = 0n;
}
