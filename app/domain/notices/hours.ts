import { assert } from "../primitives/assert.ts";
import { addDays } from "../primitives/date.ts";
import { dateInZone, type InstantMs, instantOf, minuteOfDayInZone } from "../primitives/zone.ts";
import type { ContactHours } from "./channel.ts";

/** Null within the hours; otherwise the instant at which they next begin in the zone. */
export function reopensAt(hours: ContactHours, nowMs: InstantMs, zone: string): InstantMs | null {
  const { fromMinute, toMinute } = hours;
  assert(fromMinute !== toMinute, "hours that begin and end");
  const minute = minuteOfDayInZone(nowMs, zone);
  const overMidnight = fromMinute > toMinute;
  const begun = minute >= fromMinute;
  const notEnded = minute < toMinute;
  if (overMidnight ? begun || notEnded : begun && notEnded) return null;
  const today = dateInZone(nowMs, zone);
  return instantOf(begun ? addDays(today, 1) : today, clockText(fromMinute), zone);
}

/** A minute of the day as "08:30"; its end is "24:00". */
export function clockText(minute: number): string {
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
}
