import type { WorkingDays } from "../policy/policy.ts";
import { addDays, type CalendarDate, weekdayOf } from "../primitives/date.ts";
import type { WorkingCalendar } from "./offer.ts";

/** Saturdays and Sundays are not working days; nothing else is known. */
export const weekendCalendar: WorkingCalendar = {
  isWorkingDay: (date) => weekdayOf(date) <= 5,
};

/**
 * A calendar of weekends, public holidays and make-up working days (调休: a weekend day that is
 * worked). A date that stands in both lists is worked.
 */
export function calendarFrom(
  holidays: Iterable<CalendarDate>,
  makeUpDays: Iterable<CalendarDate> = [],
): WorkingCalendar {
  const free = new Set(holidays);
  const worked = new Set(makeUpDays);
  return {
    isWorkingDay: (date) => worked.has(date) || (weekdayOf(date) <= 5 && !free.has(date)),
  };
}

/** A portfolio's own days over its country's calendar: each is worked (true) or closed. */
export function calendarWith(
  calendar: WorkingCalendar,
  days: ReadonlyMap<string, boolean>,
): WorkingCalendar {
  if (days.size === 0) return calendar;
  return { isWorkingDay: (date) => days.get(date) ?? calendar.isWorkingDay(date) };
}

/** No real calendar closes for longer; it bounds the search in a list that is wrong. */
const longestClosureDays = 60;

/**
 * Moves a date off a non-working day by the policy's convention. A move back never passes
 * `earliest` (a due date is not moved before the day of the offer): it goes forward instead.
 */
export function moveToWorkingDay(
  date: CalendarDate,
  convention: WorkingDays,
  calendar: WorkingCalendar,
  earliest: CalendarDate,
): CalendarDate {
  if (convention === "none" || calendar.isWorkingDay(date)) return date;
  const back = convention === "preceding" ? nextWorkingDay(date, -1, calendar) : null;
  if (back !== null && back >= earliest) return back;
  return nextWorkingDay(date, 1, calendar) ?? date;
}

/** The last working day of the month that `date` is in; the last day when there is none. */
export function lastWorkingDay(monthEnd: CalendarDate, calendar: WorkingCalendar): CalendarDate {
  if (calendar.isWorkingDay(monthEnd)) return monthEnd;
  const before = nextWorkingDay(monthEnd, -1, calendar);
  return before !== null && before.slice(0, 7) === monthEnd.slice(0, 7) ? before : monthEnd;
}

function nextWorkingDay(
  date: CalendarDate,
  step: 1 | -1,
  calendar: WorkingCalendar,
): CalendarDate | null {
  for (let away = 1; away <= longestClosureDays; away += 1) {
    const candidate = addDays(date, away * step);
    if (calendar.isWorkingDay(candidate)) return candidate;
  }
  return null;
}
