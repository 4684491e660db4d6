import { expect, test } from "vitest";
import { type DeliveryFacts, deliveryOf } from "#app/domain/feedback/delivery.ts";
import { nextTryAt, retryWaitsMs } from "#app/domain/feedback/retry.ts";

const facts = {
  accountSeq: 7n,
  recordedAt: 1,
  sentAt: null,
  acceptedAt: null,
  appliedAt: null,
  appliedThrough: 6n,
};

test.each<[string, Partial<DeliveryFacts>, boolean[], (number | null)[]]>([
  ["recorded", {}, [true, false, false, false], [1, null, null, null]],
  ["sent", { sentAt: 2 }, [true, true, false, false], [1, 2, null, null]],
  ["accepted", { sentAt: 2, acceptedAt: 3 }, [true, true, true, false], [1, 2, 3, null]],
  ["accepted", { acceptedAt: 3 }, [true, true, true, false], [1, null, 3, null]],
  ["applied", { sentAt: 2, acceptedAt: 3, appliedAt: 4 }, Array(4).fill(true), [1, 2, 3, 4]],
  ["applied", { appliedThrough: 7n }, Array(4).fill(true), [1, null, null, null]],
  ["applied", { appliedThrough: 8n, sentAt: 2 }, Array(4).fill(true), [1, 2, null, null]],
])("an event is %s", (state, change, done, at) => {
  const delivery = deliveryOf({ ...facts, ...change });
  expect(delivery.state).toBe(state);
  expect(delivery.steps.map((one) => one.step)).toEqual([
    "recorded",
    "sent",
    "accepted",
    "applied",
  ]);
  expect(delivery.steps.map((one) => one.done)).toEqual(done);
  expect(delivery.steps.map((one) => one.at)).toEqual(at);
});

test("a webhook is tried for 75 hours or more, ever less often, up to every four hours", () => {
  const hours = retryWaitsMs.reduce((sum, wait) => sum + wait, 0) / 3_600_000;
  expect(hours).toBeGreaterThanOrEqual(75);
  expect([...retryWaitsMs].sort((a, b) => a - b)).toEqual(retryWaitsMs);
  expect(retryWaitsMs[0]).toBe(5_000);
  expect(retryWaitsMs.at(-1)).toBe(4 * 3_600_000);
  expect(hours).toBeLessThan(80);
});

test.each([
  [1, 0, 5_000],
  [2, 0, 30_000],
  [3, 0, 120_000],
  [4, 0, 600_000],
  [5, 0, 1_800_000],
  [6, 0, 3_600_000],
  [7, 0, 7_200_000],
  [8, 0, 14_400_000],
  [25, 0, 14_400_000],
  [8, 0.5, 15_120_000],
  [1, 0.999, 5_499],
])("after try %d with spread %d it waits %d ms", (tries, spread, waitMs) => {
  expect(nextTryAt(tries, 1_000_000, spread)).toBe(1_000_000 + waitMs);
});

test("without a spread the wait is the table's", () => {
  expect(nextTryAt(8, 0)).toBe(14_400_000);
});

test("after the last wait it is given up", () => {
  expect(retryWaitsMs).toHaveLength(25);
  expect(nextTryAt(26, 0)).toBeNull();
});
