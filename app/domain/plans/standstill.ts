import type { Hold } from "../holds/hold.ts";
import { addDays, type CalendarDate, maxDate } from "../primitives/date.ts";

/**
 * Days [from, to) on which the clock of a plan stands still; `to` null: until the hold is ended.
 */
export interface Standstill {
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
}

/**
 * When holds stop the clock of a plan (domain.md §6, decision 26): one that stops collection, for
 * a plan's due dates are collection too. The hold of the plan itself does not, because it stands
 * for as long as the plan is kept. `broken` are days on which the plan was held to be broken and,
 * as it came back, was not: nobody could keep a date of it (decision 28). Those that touch are one;
 * the result ascends.
 */
export function standstillsOf(
  holds: readonly Hold[],
  broken: readonly Standstill[] = [],
): readonly Standstill[] {
  const stopping = [
    ...broken,
    ...holds.filter(
      ({ kind, effects }) => kind !== "agreed-plan" && effects.includes("collection"),
    ),
  ]
    .filter(({ from, to }) => to === null || from < to)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const merged: Standstill[] = [];
  for (const { from, to } of stopping) {
    const last = merged.at(-1);
    if (last === undefined || (last.to !== null && last.to < from)) merged.push({ from, to });
    else merged[merged.length - 1] = { from: last.from, to: laterEnd(last.to, to) };
  }
  return merged;
}

/** The standstill that a day lies in; null: the clock runs. */
export function standstillOn(
  standstills: readonly Standstill[],
  day: CalendarDate,
): Standstill | null {
  return standstills.find(({ from, to }) => from <= day && (to === null || day < to)) ?? null;
}

/**
 * The day from which the grace of a due date counts, as far as is known on `on`. A standstill that
 * meets the date or its days of grace gives them anew from its own end; what had been missed
 * before it stays missed. Null: the clock stands still, nobody knows for how long.
 */
export function awaitedOn(
  dueOn: CalendarDate,
  graceDays: number,
  standstills: readonly Standstill[],
  on: CalendarDate,
): CalendarDate | null {
  let awaited = dueOn;
  for (const { from, to } of standstills) {
    if (from > on || from > addDays(awaited, graceDays)) break;
    if (to === null) return null;
    awaited = maxDate(awaited, to);
  }
  return awaited;
}

/** The last day of grace of a due date; null: the clock stands still, nobody knows for how long. */
export function graceEnd(
  dueOn: CalendarDate,
  graceDays: number,
  standstills: readonly Standstill[],
  on: CalendarDate,
): CalendarDate | null {
  const awaited = awaitedOn(dueOn, graceDays, standstills, on);
  return awaited === null ? null : addDays(awaited, graceDays);
}

function laterEnd(a: CalendarDate | null, b: CalendarDate | null): CalendarDate | null {
  return a === null || b === null ? null : maxDate(a, b);
}
