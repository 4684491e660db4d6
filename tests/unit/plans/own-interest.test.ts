import { describe, expect, it } from "vitest";
import type { Hold } from "#app/domain/holds/hold.ts";
import { ownInterestBy, ownPeriods } from "#app/domain/plans/own-interest.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";

const d = calendarDate;

/** 10,000.00 at 6% a year, signed on 21 November: 39.45, 34.02 and 17.05 (tests/scenarios). */
const periods = ownPeriods(d("2026-11-21"), 1_000_000n, [
  { n: 1, dueOn: d("2026-12-15"), amountMinor: 336_351n, balanceAfterMinor: 667_594n },
  { n: 2, dueOn: d("2027-01-15"), amountMinor: 336_351n, balanceAfterMinor: 334_645n },
  { n: 3, dueOn: d("2027-02-15"), amountMinor: 336_350n, balanceAfterMinor: 0n },
]);
const none = { atSigning: [], since: [] };
const hold = (from: string, to: string | null): Hold => ({
  kind: "breathing-space",
  from: d(from),
  to: to === null ? null : d(to),
  effects: ["interest"],
});

describe("the periods of a plan with interest of its own", () => {
  it("begin where the one before ended, and add what balance and amount do not explain", () => {
    expect(periods).toEqual([
      { n: 1, from: "2026-11-21", to: "2026-12-15", ownMinor: 3_945n },
      { n: 2, from: "2026-12-15", to: "2027-01-15", ownMinor: 3_402n },
      { n: 3, from: "2027-01-15", to: "2027-02-15", ownMinor: 1_705n },
    ]);
  });
});

describe("what of a period has come up", () => {
  const [, second] = periods;
  const by = (on: string, holds: object = {}) =>
    ownInterestBy(second ?? expect.fail(), d(on), { ...none, ...holds }, "half-up");

  it.each([
    ["2026-12-01", 0n],
    ["2026-12-15", 0n],
    ["2026-12-16", 110n], // 34.02 / 31 = 1.097
    ["2026-12-25", 1_097n], // 34.02 x 10 / 31 = 10.974
    ["2027-01-15", 3_402n],
    ["2027-03-01", 3_402n],
  ] as const)("by %s is %d", (on, minor) => {
    expect(by(on)).toBe(minor);
  });

  it("leaves out the days on which a hold set since stops interest, each once", () => {
    const since = [hold("2026-12-20", "2027-01-09"), hold("2027-01-01", "2027-01-05")];
    expect(by("2027-01-15", { since })).toBe(1_207n); // 11 of 31 days: 12.072
    expect(by("2026-12-25", { since })).toBe(549n); // 5 of 31 days: 5.487
    expect(by("2027-01-15", { since: [{ ...hold("2026-12-01", null), effects: [] }] })).toBe(
      3_402n,
    );
  });

  it("spreads the interest over the days that the schedule itself counted", () => {
    const atSigning = [hold("2026-12-01", "2026-12-25")];
    expect(by("2026-12-25", { atSigning })).toBe(0n);
    expect(by("2027-01-15", { atSigning })).toBe(3_402n);
    expect(by("2027-01-04", { atSigning })).toBe(1_620n); // 10 of 21 days
    expect(by("2027-01-15", { atSigning: [hold("2026-12-01", null)] })).toBe(0n);
  });
});
