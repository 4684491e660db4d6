import type { CalendarDate } from "../primitives/date.ts";
import type { Hold, HoldEffect } from "./hold.ts";

/** The holds in force on a day; a hold covers [from, to). */
export function holdsOn(holds: readonly Hold[], day: CalendarDate): Hold[] {
  return holds.filter((hold) => covers(hold, day));
}

/**
 * The hold that stops something on a day, or null when nothing does. Of several the one that began
 * first is named, so that a day under two holds is stopped once and told once (interfaces.md §5).
 */
export function stoppedBy(
  holds: readonly Hold[],
  effect: HoldEffect,
  day: CalendarDate,
): Hold | null {
  let first: Hold | null = null;
  for (const hold of holds) {
    if (!hold.effects.includes(effect) || !covers(hold, day)) continue;
    if (first === null || hold.from < first.from) first = hold;
  }
  return first;
}

function covers(hold: Hold, day: CalendarDate): boolean {
  return hold.from <= day && (hold.to === null || day < hold.to);
}
