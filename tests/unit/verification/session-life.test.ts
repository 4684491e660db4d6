import { expect, test } from "vitest";
import { sessionLife } from "#app/domain/verification/session-life.ts";

const minute = 60_000;
const start = Date.UTC(2026, 10, 19, 6, 5);
const idle = { startedAt: start, seenAt: start };
const busy = { startedAt: start, seenAt: start + 479 * minute };

test.each([
  ["just begun", idle, 0, { state: "alive", warnAt: 13, endsAt: 15 }],
  ["warned after 13 idle minutes", idle, 13, { state: "warning", endsAt: 15 }],
  ["ended after 15", idle, 15, { state: "ended", why: "idle" }],
  ["busy to the last hour", busy, 479, { state: "warning", endsAt: 480 }],
  ["ended after eight hours", busy, 480, { state: "ended", why: "too-long" }],
] as const)("a session %s", (_name, times, minutes, expected) => {
  const life = sessionLife(times, start + minutes * minute);
  const inMinutes = Object.fromEntries(
    Object.entries(life).map(([key, value]) => [
      key,
      typeof value === "number" ? (value - start) / minute : value,
    ]),
  );
  expect(inMinutes).toEqual(expected);
});

test("idle ends to the millisecond", () => {
  expect(sessionLife(idle, start + 15 * minute - 1).state).toBe("warning");
  expect(sessionLife(idle, start + 13 * minute - 1).state).toBe("alive");
});
