import type { Clock } from "#app/services/ports.ts";

export interface FakeClock extends Clock {
  /** Moves to an instant: ISO 8601 text or milliseconds. */
  set(instant: string | number): void;
  /** Moves forward by milliseconds. */
  advance(byMs: number): void;
}

/** A clock that stands still until it is moved. */
export function fakeClock(start: string | number = "2026-11-19T08:00:00Z"): FakeClock {
  let nowMs = 0;
  const clock: FakeClock = {
    now: () => nowMs,
    set: (instant) => {
      nowMs = typeof instant === "number" ? instant : Date.parse(instant);
      if (Number.isNaN(nowMs)) throw new Error(`no instant: ${instant}`);
    },
    advance: (byMs) => {
      nowMs += byMs;
    },
  };
  clock.set(start);
  return clock;
}
