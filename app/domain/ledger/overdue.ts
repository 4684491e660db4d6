import { type CalendarDate, daysBetween } from "../primitives/date.ts";

/** Days overdue on a date; `delinquentSince` is day 0 (interfaces.md §5). 0 when not overdue. */
export function daysOverdueOn(delinquentSince: CalendarDate | null, on: CalendarDate): number {
  return delinquentSince === null ? 0 : Math.max(0, daysBetween(delinquentSince, on));
}
