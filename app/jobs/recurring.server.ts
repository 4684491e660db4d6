import type { RecurringTask } from "./task.ts";

const minuteMs = 60_000;

/**
 * What comes round by itself. Several workers may run: each turn is one job, for its key names the
 * turn, and a turn that a worker died in is followed by the next one.
 */
export const recurring: readonly RecurringTask[] = [
  { task: "forget-drafts", everyMs: 24 * 60 * minuteMs },
  { task: "forget-keys", everyMs: 60 * minuteMs },
  { task: "forget-unsent-files", everyMs: 24 * 60 * minuteMs },
  { task: "release-stuck", everyMs: minuteMs },
  { task: "settle-events", everyMs: 10_000 },
  { task: "sweep-attempts", everyMs: minuteMs },
  { task: "sweep-refunds", everyMs: minuteMs },
  { task: "collect-changes", everyMs: 60 * minuteMs },
  { task: "reconcile", everyMs: 24 * 60 * minuteMs },
  { task: "charge-autopay", everyMs: 2 * minuteMs },
  { task: "charge-plan-interest", everyMs: 15 * minuteMs },
  { task: "watch-plans", everyMs: 15 * minuteMs },
  { task: "tell-waiting", everyMs: minuteMs },
  { task: "hold-over", everyMs: 60 * minuteMs },
  { task: "raise-reviews", everyMs: 60 * minuteMs },
];
