import type { InstantMs } from "../primitives/zone.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** domain.md §7. */
export const lockAfter = 5;
export const revokeAfter = 10;
export const firstLockMs = 30 * minuteMs;
export const longestLockMs = dayMs;

/**
 * Wrong answers against one thing that is guarded: a debtor, a link, or a reference that nobody
 * has (the same counters, so that it answers alike). Facts and codes count together.
 */
export interface LockCounters {
  /** Instants of the wrong answers of the last 24 hours, oldest first. */
  readonly failedAt: readonly InstantMs[];
  /** How many of the latest of them lead to the next lock. */
  readonly failures: number;
  /** Locks since the last right answer; each next one lasts twice as long. */
  readonly locks: number;
  readonly lockedUntil: InstantMs | null;
}

export const noFailures: LockCounters = { failedAt: [], failures: 0, locks: 0, lockedUntil: null };

export type Gate =
  | { readonly open: true; readonly triesLeft: number }
  | { readonly open: false; readonly until: InstantMs };

/**
 * Whether an answer may be judged now, given the counters of everything it touches (debtor and
 * link): the strictest of them decides. While a lock lasts, right answers are refused as well.
 */
export function gate(counters: readonly LockCounters[], nowMs: InstantMs): Gate {
  const until = Math.max(0, ...counters.map((one) => one.lockedUntil ?? 0));
  if (until > nowMs) return { open: false, until };
  const left = counters.map((one) => triesLeft(one, nowMs));
  return { open: true, triesLeft: Math.min(lockAfter, ...left) };
}

/**
 * After a wrong answer: the fifth within 24 hours locks for 30 minutes, and every further five
 * without a right answer for twice as long as the lock before, up to a day. That is the growing
 * delay: there is none between single answers, because a page without script cannot show one.
 */
export function afterWrongAnswer(counters: LockCounters, nowMs: InstantMs): LockCounters {
  const recent = forget(counters, nowMs);
  const failedAt = [...recent.failedAt, nowMs].slice(-revokeAfter);
  const failures = recent.failures + 1;
  if (failures < lockAfter) return { ...recent, failedAt, failures };
  const lastsMs = Math.min(longestLockMs, firstLockMs * 2 ** recent.locks);
  return { failedAt, failures: 0, locks: recent.locks + 1, lockedUntil: nowMs + lastsMs };
}

/** After a right answer: the way to a lock starts anew; the count of 24 hours stays. */
export function afterRightAnswer(counters: LockCounters, nowMs: InstantMs): LockCounters {
  return { ...noFailures, failedAt: forget(counters, nowMs).failedAt };
}

/** Ten wrong answers in 24 hours: the link is revoked and a person is given the task. */
export function mustRevoke(counters: LockCounters, nowMs: InstantMs): boolean {
  return forget(counters, nowMs).failedAt.length >= revokeAfter;
}

/** At least 1: the answer that reaches a limit is still judged, and then locks. */
function triesLeft(counters: LockCounters, nowMs: InstantMs): number {
  const { failures, failedAt } = forget(counters, nowMs);
  return Math.max(1, Math.min(lockAfter - failures, revokeAfter - failedAt.length));
}

/** What happened 24 hours ago or earlier counts no longer. */
function forget(counters: LockCounters, nowMs: InstantMs): LockCounters {
  const failedAt = counters.failedAt.filter((at) => at > nowMs - dayMs);
  return { ...counters, failedAt, failures: Math.min(counters.failures, failedAt.length) };
}
