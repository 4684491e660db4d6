const minuteMs = 60_000;

/** Shorter than a working day without a break, longer than a telephone call. */
export const staffIdleMs = 30 * minuteMs;
/** However busy: a new working day begins with a password. */
export const staffLongestMs = 10 * 60 * minuteMs;

/** Why a session of staff is over at a moment; null while it lives. Epoch milliseconds. */
export function staffSessionOver(
  times: { readonly startedAt: number; readonly seenAt: number },
  nowMs: number,
): "idle" | "too-long" | null {
  if (nowMs >= times.startedAt + staffLongestMs) return "too-long";
  return nowMs >= times.seenAt + staffIdleMs ? "idle" : null;
}
