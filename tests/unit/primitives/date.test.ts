import { describe, expect, it } from "vitest";
import {
  addDays,
  addMonths,
  calendarDate,
  dateFrom,
  daysBetween,
  daysInMonth,
  fromDayNumber,
  isLeapYear,
  maxDate,
  minDate,
  monthOf,
  parseDate,
  toDayNumber,
  weekdayOf,
} from "#app/domain/primitives/date.ts";

const day = calendarDate;

describe("calendar dates", () => {
  it.each(["2024-02-29", "2000-02-29", "1900-01-01", "2999-12-31", "2026-11-30"])(
    "%s exists",
    (text) => expect(parseDate(text)).toBe(text),
  );

  it.each([
    "2026-02-29",
    "1900-02-29",
    "2100-02-29",
    "2026-11-31",
    "2026-00-10",
    "2026-13-10",
    "2026-01-00",
    "1899-12-31",
    "3000-01-01",
    "2026-1-1",
    "2026-01-01 ",
    "20260101",
    "",
  ])("%j does not", (text) => {
    expect(parseDate(text)).toBeNull();
    expect(() => calendarDate(text)).toThrow(/not a calendar date/);
  });

  it.each([
    ["2026-01-31", 1, undefined, "2026-02-28"],
    ["2024-01-31", 1, undefined, "2024-02-29"],
    ["2026-02-28", 1, 31, "2026-03-31"],
    ["2026-12-15", 1, undefined, "2027-01-15"],
    ["2026-01-15", -1, undefined, "2025-12-15"],
    ["2026-03-31", -13, undefined, "2025-02-28"],
    ["2026-11-21", 0, 5, "2026-11-05"],
  ])("%s plus %d months on day %s is %s", (from, months, on, expected) => {
    expect(addMonths(day(from), months, on)).toBe(expected);
  });

  it("count days over leap days, year ends and before 1970", () => {
    expect(daysBetween(day("2024-02-28"), day("2024-03-01"))).toBe(2);
    expect(daysBetween(day("2026-03-30"), day("2026-04-23"))).toBe(24);
    expect(daysBetween(day("2026-01-02"), day("2025-12-31"))).toBe(-2);
    expect(addDays(day("1969-12-31"), 1)).toBe("1970-01-01");
    expect(toDayNumber(day("1969-12-31"))).toBe(-1);
    expect(fromDayNumber(0)).toBe("1970-01-01");
  });

  it("know their weekday, month and order", () => {
    expect(weekdayOf(day("2026-11-21"))).toBe(6);
    expect(weekdayOf(day("1969-12-28"))).toBe(7);
    expect(weekdayOf(day("1970-01-05"))).toBe(1);
    expect(monthOf(day("2026-11-21"))).toBe(11);
    expect(dateFrom(2026, 3, 4)).toBe("2026-03-04");
    expect([daysInMonth(2024, 2), daysInMonth(2026, 2), daysInMonth(2026, 12)]).toEqual([
      29, 28, 31,
    ]);
    expect([2000, 1900, 2024, 2026].map(isLeapYear)).toEqual([true, false, true, false]);
    const [early, late] = [day("2026-01-01"), day("2026-01-02")];
    expect([minDate(early, late), minDate(late, early)]).toEqual([early, early]);
    expect([maxDate(early, late), maxDate(late, early)]).toEqual([late, late]);
  });
});
