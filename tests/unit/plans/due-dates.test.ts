import { describe, expect, it } from "vitest";
import { calendarFrom, weekendCalendar } from "#app/domain/plans/calendar.ts";
import { type DueDateRule, dueDates, firstDateOf } from "#app/domain/plans/due-dates.ts";
import { checkFirstDue } from "#app/domain/plans/first-due.ts";
import type { Frequency, Policy } from "#app/domain/policy/policy.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";

const d = calendarDate;

function dates(frequency: Frequency, firstOn: string, count: number, more?: Partial<DueDateRule>) {
  const rule: DueDateRule = {
    frequency,
    firstOn: d(firstOn),
    convention: "none",
    calendar: weekendCalendar,
    earliest: d("2020-01-01"),
    ...more,
  };
  return dueDates(rule, count).map((date) => date.on);
}

describe("due dates", () => {
  it.each([
    ["weekly", "2026-12-15", ["2026-12-15", "2026-12-22", "2026-12-29", "2027-01-05"]],
    ["fortnightly", "2028-02-15", ["2028-02-15", "2028-02-29", "2028-03-14"]],
    ["four-weekly", "2027-02-01", ["2027-02-01", "2027-03-01", "2027-03-29"]],
    ["monthly", "2026-12-15", ["2026-12-15", "2027-01-15", "2027-02-15"]],
    ["monthly", "2027-01-31", ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]],
    ["monthly", "2028-01-30", ["2028-01-30", "2028-02-29", "2028-03-30"]],
    ["monthly", "2027-02-28", ["2027-02-28", "2027-03-28"]],
    ["last-working-day", "2027-01-29", ["2027-01-29", "2027-02-26", "2027-03-31", "2027-04-30"]],
    ["nth-weekday", "2026-12-15", ["2026-12-15", "2027-01-19", "2027-02-16"]],
    ["nth-weekday", "2026-12-01", ["2026-12-01", "2027-01-05", "2027-02-02"]],
    ["nth-weekday", "2026-12-30", ["2026-12-30", "2027-01-27", "2027-02-24", "2027-03-31"]],
    ["nth-weekday", "2026-08-31", ["2026-08-31", "2026-09-28", "2026-10-26", "2026-11-30"]],
  ] as const)("%s from %s", (frequency, firstOn, expected) => {
    expect(dates(frequency, firstOn, expected.length)).toEqual(expected);
  });

  it("keeps the wished day after a move and says where the date came from", () => {
    const rule: DueDateRule = {
      frequency: "monthly",
      firstOn: d("2026-11-15"),
      convention: "following",
      calendar: weekendCalendar,
      earliest: d("2026-11-01"),
    };
    expect(dueDates(rule, 3)).toEqual([
      { on: "2026-11-16", movedFrom: "2026-11-15" },
      { on: "2026-12-15", movedFrom: null },
      { on: "2027-01-15", movedFrom: null },
    ]);
  });

  it("may put two weekly dates on one day after a long holiday, never out of order", () => {
    const holidays = ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"].map(d);
    const calendar = calendarFrom(holidays);
    const moved = dates("weekly", "2026-10-01", 3, { convention: "following", calendar });
    expect(moved).toEqual(["2026-10-08", "2026-10-08", "2026-10-15"]);
  });

  it("starts last working days on or after the wish", () => {
    const first = (wish: string) => firstDateOf("last-working-day", d(wish), weekendCalendar);
    expect(first("2026-12-15")).toBe("2026-12-31");
    expect(first("2026-10-30")).toBe("2026-10-30");
    expect(first("2026-10-31")).toBe("2026-11-30");
    expect(firstDateOf("monthly", d("2026-10-31"), weekendCalendar)).toBe("2026-10-31");
  });
});

describe("window of the first due date", () => {
  const policy = { instalments: { firstDueFromDays: 1, firstDueToDays: 45 } } as Policy;
  it.each([
    ["2026-11-21", "first-date-too-early"],
    ["2026-11-22", null],
    ["2027-01-05", null],
    ["2027-01-06", "first-date-too-late"],
  ])("on 21 November, %s gives %s", (wish, fault) => {
    expect(checkFirstDue(policy, d("2026-11-21"), d(wish))).toBe(fault);
  });

  it("does not exist without instalments", () => {
    const none = { instalments: null } as Policy;
    expect(checkFirstDue(none, d("2026-11-21"), d("2020-01-01"))).toBeNull();
  });
});
