import { addMonths, type CalendarDate } from "../primitives/date.ts";

/** The statement days in [from, to), day of month clamped to the month's end, ascending. */
export function statementDays(
  dayOfMonth: number,
  from: CalendarDate,
  to: CalendarDate,
): CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let months = 0; ; months += 1) {
    const day = addMonths(from, months, dayOfMonth);
    if (day >= to) return days;
    if (day >= from) days.push(day);
  }
}
