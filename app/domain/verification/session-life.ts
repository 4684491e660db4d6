import type { InstantMs } from "../primitives/zone.ts";

const minuteMs = 60_000;
export const idleMs = 15 * minuteMs;
export const warnBeforeMs = 2 * minuteMs;
/** However busy, a visit ends and begins anew with its questions. */
export const absoluteMs = 8 * 60 * minuteMs;

export interface SessionTimes {
  readonly startedAt: InstantMs;
  readonly seenAt: InstantMs;
}

export type SessionLife =
  | { readonly state: "alive"; readonly warnAt: InstantMs; readonly endsAt: InstantMs }
  | { readonly state: "warning"; readonly endsAt: InstantMs }
  | { readonly state: "ended"; readonly why: "idle" | "too-long" };

/** Where a visit stands at a moment; the warning comes two minutes before either end. */
export function sessionLife(times: SessionTimes, nowMs: InstantMs): SessionLife {
  const idleAt = times.seenAt + idleMs;
  const lastAt = times.startedAt + absoluteMs;
  if (nowMs >= lastAt) return { state: "ended", why: "too-long" };
  if (nowMs >= idleAt) return { state: "ended", why: "idle" };
  const endsAt = Math.min(idleAt, lastAt);
  const warnAt = endsAt - warnBeforeMs;
  return nowMs >= warnAt ? { state: "warning", endsAt } : { state: "alive", warnAt, endsAt };
}
