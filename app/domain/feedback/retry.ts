import type { InstantMs } from "../primitives/zone.ts";

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/**
 * Waits after each failed try of a webhook, the first try being at once: quick at first, then
 * every four hours, so that an endpoint that comes back is served within the half-day. Together
 * 75 h 42 min 35 s (interfaces.md §7 asks for 75 hours or more).
 */
export const retryWaitsMs: readonly number[] = [
  5 * secondMs,
  30 * secondMs,
  2 * minuteMs,
  10 * minuteMs,
  30 * minuteMs,
  1 * hourMs,
  2 * hourMs,
  ...Array<number>(18).fill(4 * hourMs),
];

/**
 * When to try again after the `tries`-th try (from 1) failed at `failedAt`; null when it was the
 * last: the endpoint is disabled and staff are told. `spread` (0 to 1, from the caller) lengthens
 * the wait by up to a tenth, so that many events do not return at once.
 */
export function nextTryAt(tries: number, failedAt: InstantMs, spread = 0): InstantMs | null {
  const waitMs = retryWaitsMs[tries - 1];
  return waitMs === undefined ? null : failedAt + waitMs + Math.floor((waitMs * spread) / 10);
}
