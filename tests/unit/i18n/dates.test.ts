import { describe, expect, test } from "vitest";
import { calendarDate } from "#app/domain/primitives/date.ts";
import {
  clockTime,
  dayInWeek,
  longDate,
  longMoment,
  mediumDate,
  monthAndYear,
  shortDate,
  shortMoment,
} from "#app/i18n/dates.ts";

const date = calendarDate("2026-09-05");

describe("dates as they are shown", () => {
  test("in Chinese", () => {
    expect(longDate(date, "zh-CN")).toBe("2026年9月5日");
    expect(shortDate(date, "zh-CN")).toBe("9月5日");
    expect(dayInWeek(calendarDate("2026-11-30"), "zh-CN")).toBe("11月30日，周一");
    expect(monthAndYear(date, "zh-CN")).toBe("2026年9月");
  });

  test("in English: day first, short months of three letters", () => {
    expect(longDate(date, "en")).toBe("5 September 2026");
    expect(mediumDate(date, "en")).toBe("5 Sep 2026");
    expect(shortDate(date, "en")).toBe("5 Sep");
    expect(dayInWeek(calendarDate("2026-11-30"), "en")).toBe("Monday 30 November");
    expect(monthAndYear(date, "en")).toBe("Sep 2026");
  });

  test("moments by the clock of their zone", () => {
    const instant = Date.parse("2026-11-19T16:05:00Z");
    expect(clockTime(instant, "Asia/Shanghai", "zh-CN")).toBe("00:05");
    expect(longMoment(instant, "Asia/Shanghai", "zh-CN")).toBe("2026年11月20日 00:05");
    expect(longMoment(instant, "America/New_York", "en")).toBe("19 November 2026, 11:05");
    expect(shortMoment(instant, "Europe/London", "en")).toBe("19 Nov 16:05");
  });
});
