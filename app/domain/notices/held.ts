import type { Hold } from "../holds/hold.ts";
import { stoppedBy } from "../holds/in-force.ts";
import { addDays, type CalendarDate } from "../primitives/date.ts";
import { dateInZone, type InstantMs, instantOf } from "../primitives/zone.ts";
import type { ContactAim } from "./contact.ts";

/**
 * The hold that stops a message on a day; null: none does. An agreed plan stops collection, yet
 * its own reminders go on: only `notices` stops those.
 */
export function holdStopping(
  holds: readonly Hold[],
  aim: ContactAim,
  day: CalendarDate,
): Hold | null {
  const notices = stoppedBy(holds, "notices", day);
  return notices ?? (aim === "reminder" ? null : stoppedBy(holds, "collection", day));
}

/** A message that was to be told from `fromMs` on, and the holds of its account. */
export interface HeldQuestion {
  readonly fromMs: InstantMs;
  readonly nowMs: InstantMs;
  readonly holds: readonly Hold[];
  readonly aim: ContactAim;
  /** Of the portfolio: the days of holds are its days. */
  readonly zone: string;
}

/** For how long, in milliseconds, a message could have been told: on days that no hold stopped. */
export function unheldMs({ fromMs, nowMs, holds, aim, zone }: HeldQuestion): number {
  const today = dateInZone(nowMs, zone);
  let sum = 0;
  for (let day = dateInZone(fromMs, zone); day <= today; day = addDays(day, 1)) {
    if (holdStopping(holds, aim, day) !== null) continue;
    const begins = Math.max(fromMs, instantOf(day, "00:00", zone));
    sum += Math.min(nowMs, instantOf(addDays(day, 1), "00:00", zone)) - begins;
  }
  return sum;
}
