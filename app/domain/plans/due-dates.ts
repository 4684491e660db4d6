import type { Frequency, WorkingDays } from "../policy/policy.ts";
import {
  addDays,
  addMonths,
  type CalendarDate,
  dateFrom,
  dayOf,
  daysInMonth,
  monthOf,
  weekdayOf,
  yearOf,
} from "../primitives/date.ts";
import { lastWorkingDay, moveToWorkingDay } from "./calendar.ts";
import type { WorkingCalendar } from "./offer.ts";

/** A due date, and the date it was moved from when that was not a working day. */
export interface DueDate {
  readonly on: CalendarDate;
  readonly movedFrom: CalendarDate | null;
}

export interface DueDateRule {
  readonly frequency: Frequency;
  /** The first date as wished, before any move; its day of the month, or weekday, is kept. */
  readonly firstOn: CalendarDate;
  readonly convention: WorkingDays;
  readonly calendar: WorkingCalendar;
  /** No due date is moved before this one: the day on which the offer is made. */
  readonly earliest: CalendarDate;
}

/** The first `count` due dates, ascending. */
export function dueDates(rule: DueDateRule, count: number): DueDate[] {
  const dates: DueDate[] = [];
  for (let index = 0; index < count; index += 1) {
    const plain = plainDueDate(rule, index);
    const on = moveToWorkingDay(plain, rule.convention, rule.calendar, rule.earliest);
    dates.push({ on, movedFrom: on === plain ? null : plain });
  }
  return dates;
}

/**
 * The first date of a frequency that is not before a wish: the wish itself, or for
 * `last-working-day` the first last working day of a month on or after it.
 */
export function firstDateOf(
  frequency: Frequency,
  wish: CalendarDate,
  calendar: WorkingCalendar,
): CalendarDate {
  if (frequency !== "last-working-day") return wish;
  const first = lastWorkingDay(monthEnd(wish, 0), calendar);
  return first >= wish ? first : lastWorkingDay(monthEnd(wish, 1), calendar);
}

const daysApart: Partial<Record<Frequency, number>> = {
  weekly: 7,
  fortnightly: 14,
  "four-weekly": 28,
};

/** The due date number `index` (0 = first) before it is moved to a working day. */
function plainDueDate(rule: DueDateRule, index: number): CalendarDate {
  const days = daysApart[rule.frequency];
  if (days !== undefined) return addDays(rule.firstOn, index * days);
  if (rule.frequency === "monthly") return addMonths(rule.firstOn, index);
  if (index === 0) return rule.firstOn;
  if (rule.frequency === "nth-weekday") return nthWeekday(rule.firstOn, index);
  return lastWorkingDay(monthEnd(rule.firstOn, index), rule.calendar);
}

/**
 * The same weekday of the month, `months` on: the third Tuesday stays the third Tuesday. The
 * fifth is the last one, because most months have no fifth.
 */
function nthWeekday(first: CalendarDate, months: number): CalendarDate {
  const start = addMonths(first, months, 1);
  const nth = Math.ceil(dayOf(first) / 7);
  const day = 1 + ((weekdayOf(first) - weekdayOf(start) + 7) % 7) + (nth - 1) * 7;
  const year = yearOf(start);
  const month = monthOf(start);
  return dateFrom(year, month, day > daysInMonth(year, month) ? day - 7 : day);
}

function monthEnd(date: CalendarDate, months: number): CalendarDate {
  return addMonths(date, months, 31);
}
