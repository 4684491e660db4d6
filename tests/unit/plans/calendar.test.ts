import { describe, expect, it } from "vitest";
import {
  calendarFrom,
  lastWorkingDay,
  moveToWorkingDay,
  weekendCalendar,
} from "#app/domain/plans/calendar.ts";
import { addDays, calendarDate } from "#app/domain/primitives/date.ts";

const d = calendarDate;
const goldenWeek = ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"].map(d);
const china = calendarFrom(goldenWeek, [d("2026-10-10")]);

describe("working days", () => {
  it("has weekends when nothing else is known", () => {
    expect(weekendCalendar.isWorkingDay(d("2026-11-20"))).toBe(true);
    expect(weekendCalendar.isWorkingDay(d("2026-11-21"))).toBe(false);
    expect(weekendCalendar.isWorkingDay(d("2026-11-22"))).toBe(false);
    expect(weekendCalendar.isWorkingDay(d("2026-11-23"))).toBe(true);
  });

  it("has holidays, and weekend days that are worked in exchange", () => {
    expect(china.isWorkingDay(d("2026-10-01"))).toBe(false);
    expect(china.isWorkingDay(d("2026-10-08"))).toBe(true);
    expect(china.isWorkingDay(d("2026-10-09"))).toBe(true);
    expect(china.isWorkingDay(d("2026-10-10"))).toBe(true);
    expect(china.isWorkingDay(d("2026-10-11"))).toBe(false);
  });

  it.each([
    ["none", "2026-10-03", "2026-10-03"],
    ["following", "2026-10-03", "2026-10-08"],
    ["preceding", "2026-10-03", "2026-09-30"],
    ["following", "2026-10-10", "2026-10-10"],
    ["preceding", "2026-10-08", "2026-10-08"],
  ] as const)("moves by %s: %s → %s", (convention, from, to) => {
    expect(moveToWorkingDay(d(from), convention, china, d("2026-01-01"))).toBe(to);
  });

  it("never moves back before the day of the offer, but on to it", () => {
    const move = (earliest: string) =>
      moveToWorkingDay(d("2026-10-03"), "preceding", china, d(earliest));
    expect(move("2026-09-30")).toBe("2026-09-30");
    expect(move("2026-10-01")).toBe("2026-10-08");
  });

  it("leaves the date alone when a wrong list has no working day", () => {
    const closed = { isWorkingDay: () => false };
    expect(moveToWorkingDay(d("2026-10-03"), "following", closed, d("2026-10-03"))).toBe(
      "2026-10-03",
    );
    expect(lastWorkingDay(d("2026-10-31"), closed)).toBe("2026-10-31");
  });

  it("finds the last working day of a month", () => {
    expect(lastWorkingDay(d("2026-10-31"), weekendCalendar)).toBe("2026-10-30");
    expect(lastWorkingDay(d("2026-11-30"), weekendCalendar)).toBe("2026-11-30");
    const may = calendarFrom([d("2026-05-29"), d("2026-05-28")]);
    expect(lastWorkingDay(d("2026-05-31"), may)).toBe("2026-05-27");
    const wholeMonth = calendarFrom(
      Array.from({ length: 31 }, (_, n) => addDays(d("2026-05-01"), n)),
    );
    expect(lastWorkingDay(d("2026-05-31"), wholeMonth)).toBe("2026-05-31");
  });
});
