import { expect, test } from "vitest";
import type { Hold } from "#app/domain/holds/hold.ts";
import type { ContactAim } from "#app/domain/notices/contact.ts";
import { unheldMs } from "#app/domain/notices/held.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { shanghai } from "./question.ts";

const hours = 3_600_000;
const hold = (effects: Hold["effects"], from: string, to: string | null): Hold => ({
  ...{ kind: "manual", effects, from: calendarDate(from) },
  to: to === null ? null : calendarDate(to),
});
/** From the morning of the 19th to noon of the 22nd. */
const unheld = (holds: readonly Hold[], aim: ContactAim = "reminder") =>
  unheldMs({
    ...{ fromMs: shanghai("2026-11-19", "08:00"), nowMs: shanghai("2026-11-22", "12:00") },
    ...{ holds, aim, zone: "Asia/Shanghai" },
  }) / hours;

test.each<[string, readonly Hold[], number]>([
  ["nothing holds it", [], 76],
  ["a hold of two days is not counted", [hold(["notices"], "2026-11-20", "2026-11-22")], 28],
  [
    "one that ended on the day it began stopped nothing",
    [hold(["notices"], "2026-11-20", "2026-11-20")],
    76,
  ],
  [
    "two that overlap count once",
    [hold(["notices"], "2026-11-20", "2026-11-22"), hold(["notices"], "2026-11-21", null)],
    16,
  ],
  ["one without an end leaves what was before it", [hold(["notices"], "2026-11-19", null)], 0],
])("%s", (_name, holds, left) => {
  expect(unheld(holds)).toBe(left);
});

test("a hold of collection holds a demand, and no reminder of a plan", () => {
  const holds = [hold(["collection"], "2026-11-20", null)];
  expect([unheld(holds), unheld(holds, "demand")]).toEqual([76, 16]);
});
