import { Temporal } from "temporal-polyfill";
import type { CalendarDate } from "./date.ts";

/** An instant as epoch milliseconds; the only form in which a moment enters the domain. */
export type InstantMs = number;

/** The calendar date of an instant in an IANA zone. */
export function dateInZone(instantMs: InstantMs, timeZone: string): CalendarDate {
  return at(instantMs, timeZone).toPlainDate().toString() as CalendarDate;
}

/** Minutes since local midnight of an instant in a zone, 0–1439. */
export function minuteOfDayInZone(instantMs: InstantMs, timeZone: string): number {
  const local = at(instantMs, timeZone);
  return local.hour * 60 + local.minute;
}

/** The instant of a local wall time; in a spring gap the later reading, in an overlap the first. */
export function instantOf(date: CalendarDate, time: string, timeZone: string): InstantMs {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone).epochMilliseconds;
}

/** Whether the runtime knows this IANA zone name; an offset or a moment is no name. */
export function isTimeZone(timeZone: string): boolean {
  if (!zoneName.test(timeZone)) return false;
  try {
    at(0, timeZone);
    return true;
  } catch {
    return false;
  }
}

/** Temporal also takes the zone of a text like "2026-11-21T00:00Z" or "T00Z". */
const zoneName = /^(?!T\d)[A-Za-z][\w+/-]*$/;

function at(instantMs: InstantMs, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(timeZone);
}
