import { beforeAll, describe, expect, test } from "vitest";
import { moveToWorkingDay } from "#app/domain/plans/calendar.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { system } from "#app/services/act.server.ts";
import { loadPortfolio, type Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { setCalendarDays } from "#app/services/portfolios/set-calendar-days.server.ts";
import { chinaCalendar2026 } from "../../../prisma/seed/calendar-china.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";

const db = withTestDatabase();
const d = calendarDate;
let runtime: TestRuntime;
let portfolio: Portfolio;
let plain: Portfolio;

beforeAll(async () => {
  runtime = testRuntime(db);
  const brand = { country: "CN" } as never;
  plain = await somePortfolio(runtime, { brand });
  const made = await somePortfolio(runtime, { brand });
  await setCalendarDays(runtime, system, made.id, chinaCalendar2026);
  portfolio = await loadPortfolio(db, made.id);
});

describe("a portfolio's own days", () => {
  test.each([
    ["2026-01-04", true, "a Sunday that is worked for New Year"],
    ["2026-02-14", true, "a Saturday that is worked for the Spring Festival"],
    ["2026-02-15", false, "its first day"],
    ["2026-02-23", false, "its last day, a Monday"],
    ["2026-02-24", true, "the Tuesday after it"],
    ["2026-02-28", true, "a Saturday that is worked for it"],
    ["2026-04-06", false, "the Monday of 清明"],
    ["2026-05-05", false, "the last day of 劳动节"],
    ["2026-05-09", true, "a Saturday that is worked for it"],
    ["2026-06-19", false, "端午, a Friday"],
    ["2026-09-20", true, "a Sunday that is worked for 国庆"],
    ["2026-10-07", false, "its last day, a Wednesday"],
    ["2026-10-10", true, "a Saturday that is worked for it"],
    ["2026-10-11", false, "a plain Sunday"],
    ["2026-11-19", true, "a plain Thursday"],
  ] as const)("%s worked: %s (%s)", (day, working, _why) => {
    expect(portfolio.calendar.isWorkingDay(d(day))).toBe(working);
  });

  test.each([
    ["2026-02-15", "following", "2026-02-24"],
    ["2026-02-15", "preceding", "2026-02-14"],
    ["2026-10-03", "following", "2026-10-08"],
    ["2026-10-10", "following", "2026-10-10"],
  ] as const)("%s moves %s to %s", (day, convention, to) => {
    expect(moveToWorkingDay(d(day), convention, portfolio.calendar, d("2026-01-01"))).toBe(to);
  });

  test("are nobody else's, and may be changed", async () => {
    expect(plain.calendar.isWorkingDay(d("2026-02-14"))).toBe(false);
    const back = [{ on: "2026-02-14", working: false, name: "" }];
    await setCalendarDays(runtime, system, portfolio.id, back);
    const now = await loadPortfolio(db, portfolio.id);
    expect(now.calendar.isWorkingDay(d("2026-02-14"))).toBe(false);
    expect(now.calendar.isWorkingDay(d("2026-02-28"))).toBe(true);
  });

  test("have to exist", async () => {
    const wrong = [{ on: "2026-02-30", working: true, name: "" }];
    await expect(setCalendarDays(runtime, system, portfolio.id, wrong)).rejects.toThrow();
  });
});
