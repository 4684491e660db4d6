import { describe, expect, it } from "vitest";
import { calendarFrom, weekendCalendar } from "#app/domain/plans/calendar.ts";
import {
  type KeptPlan,
  mayLeave,
  moveNext,
  moveWindow,
  skipAgainOn,
  skipNext,
} from "#app/domain/plans/change.ts";
import { standardPlan } from "#app/domain/policy/presets.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";

const d = calendarDate;

function kept(today: string, changes: Partial<KeptPlan> = {}, paid = 0): KeptPlan {
  const dates = ["2026-12-31", "2027-01-31", "2027-02-28"];
  return {
    lines: dates.map((on, index) => ({
      n: index + 1,
      dueOn: d(on),
      movedFrom: null,
      moved: false,
      amountMinor: 100n,
      paidMinor: index < paid ? 100n : 0n,
      status: index < paid ? "paid" : "unpaid",
      paidOn: null,
    })),
    interest: "frozen",
    frequency: "monthly",
    waivedMinor: 0n,
    firstOn: d("2026-12-31"),
    skips: { all: 0, days: [] },
    rule: standardPlan,
    workingDays: "none",
    calendar: weekendCalendar,
    today: d(today),
    ...changes,
  };
}

describe("moving the next instalment", () => {
  it("may be until the day before, by up to fourteen days", () => {
    const window = moveWindow(kept("2026-12-30"));
    expect(window).toMatchObject({ ok: true, value: { from: "2027-01-01", to: "2027-01-14" } });
    const moved = moveNext(kept("2026-12-30"), d("2027-01-14"));
    expect(moved).toEqual({ ok: true, value: [{ n: 1, on: "2027-01-14", movedFrom: null }] });
  });

  it("never reaches the one after it", () => {
    const weekly = kept("2026-12-30", {
      lines: kept("2026-12-30").lines.map((line, index) => ({
        ...line,
        dueOn: d(["2026-12-31", "2027-01-07", "2027-01-14"][index] ?? ""),
      })),
    });
    expect(moveWindow(weekly)).toMatchObject({ value: { to: "2027-01-06" } });
  });

  it("falls on a working day, and inside the window", () => {
    const following = kept("2026-12-30", { workingDays: "following" });
    expect(moveNext(following, d("2027-01-09"))).toEqual({
      ok: true,
      value: [{ n: 1, on: "2027-01-11", movedFrom: "2027-01-09" }],
    });
    const closed = calendarFrom([d("2027-01-13"), d("2027-01-14"), d("2027-01-15")]);
    const late = moveNext({ ...following, calendar: closed }, d("2027-01-14"));
    expect(late).toMatchObject({ value: [{ on: "2027-01-12" }] });
  });

  it.each([
    ["on its own day", kept("2026-12-31"), "due-today"],
    ["once it has passed", kept("2027-01-01"), "past-due"],
    ["when all is paid", kept("2026-12-30", {}, 3), "nothing-open"],
    ["of a settlement", kept("2026-12-30", { waivedMinor: 1n }), "has-deadline"],
    ["where days cost interest", kept("2026-12-30", { interest: "reduced" }), "costs-interest"],
    [
      "where days cost the account's",
      kept("2026-12-30", { interest: "contract" }),
      "costs-interest",
    ],
    [
      "where the policy has it not",
      kept("2026-12-30", { rule: { ...standardPlan, moveDays: 0 } }),
      "not-in-policy",
    ],
    [
      "twice",
      kept("2026-12-30", {
        lines: kept("2026-12-30").lines.map((line) => ({ ...line, moved: true })),
      }),
      "already-moved",
    ],
  ] as const)("is refused %s", (_, plan, reason) => {
    expect(moveNext(plan, d("2027-01-05"))).toEqual({ ok: false, error: reason });
  });

  it.each(["2026-12-31", "2026-12-30", "2027-01-15"])("is refused to %s", (day) => {
    expect(moveNext(kept("2026-12-30"), d(day))).toEqual({ ok: false, error: "outside-window" });
  });
});

describe("skipping the next instalment", () => {
  it("puts it and the rest a turn later, on the days of the signed rhythm", () => {
    expect(skipNext(kept("2026-12-30"))).toEqual({
      ok: true,
      value: [
        { n: 1, on: "2027-01-31", movedFrom: null },
        { n: 2, on: "2027-02-28", movedFrom: null },
        { n: 3, on: "2027-03-31", movedFrom: null },
      ],
    });
  });

  it("leaves what is paid where it was", () => {
    const skipped = skipNext(kept("2027-01-20", {}, 1));
    expect(skipped.ok && skipped.value.map(({ n, on }) => [n, on])).toEqual([
      [2, "2027-02-28"],
      [3, "2027-03-31"],
    ]);
  });

  it("counts the turns of earlier skips", () => {
    const again = kept("2026-12-30", { skips: { all: 1, days: [] } });
    const skipped = skipNext(again);
    expect(skipped.ok && skipped.value.at(-1)?.on).toBe("2027-04-30");
  });

  it.each([
    [
      "more often than the policy has",
      kept("2026-12-30", { skips: { all: 1, days: [d("2026-01-31")] } }),
      "none-left",
    ],
    ["on its own day", kept("2026-12-31"), "due-today"],
    ["of a single payment", kept("2026-12-30", { frequency: null }), "no-rhythm"],
    ["once one has passed", kept("2027-01-05"), "past-due"],
    [
      "where the policy has it not",
      kept("2026-12-30", { rule: { ...standardPlan, skipsPerYear: 0 } }),
      "not-in-policy",
    ],
  ] as const)("is refused %s", (_, plan, reason) => {
    expect(skipNext(plan)).toEqual({ ok: false, error: reason });
  });
});

describe("the day of the next skip", () => {
  const again = (today: string, days: readonly string[], skipsPerYear = 1) =>
    skipAgainOn({
      rule: { ...standardPlan, skipsPerYear },
      skips: { all: days.length, days: days.map((day) => d(day)) },
      today: d(today),
    });

  it("is twelve months after the one that used the year up, and then it may be", () => {
    expect(again("2027-01-05", ["2026-12-30"])).toBe("2027-12-30");
    expect(again("2027-12-29", ["2026-12-30"])).toBe("2027-12-30");
    expect(again("2027-12-30", ["2026-12-30"])).toBeNull();
    expect(again("2029-02-27", ["2028-02-29"])).toBe("2029-02-28");
  });

  it("waits for the oldest of those that count", () => {
    const two = ["2027-03-01", "2026-12-30"];
    expect(again("2027-03-02", two, 2)).toBe("2027-12-30");
    expect(again("2027-12-30", two, 2)).toBeNull();
    expect(again("2027-03-02", two, 1)).toBe("2028-03-01");
    expect(again("2027-01-05", ["2026-12-30"], 2)).toBeNull();
  });
});

describe("leaving a plan", () => {
  it.each([
    ["2026-12-30", 0, null],
    ["2026-12-31", 0, "due-today"],
    ["2026-12-31", 1, null],
    ["2027-01-02", 0, null],
    ["2027-03-02", 3, "nothing-open"],
  ] as const)("on %s with %i paid: %s", (today, paid, reason) => {
    const may = mayLeave(kept(today, {}, paid));
    expect(may.ok ? null : may.error).toBe(reason);
  });
});
