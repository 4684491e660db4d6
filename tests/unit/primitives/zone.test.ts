import { describe, expect, it } from "vitest";
import { calendarDate } from "#app/domain/primitives/date.ts";
import {
  dateInZone,
  instantOf,
  isTimeZone,
  minuteOfDayInZone,
} from "#app/domain/primitives/zone.ts";

const at = (text: string) => Date.parse(text);

describe("zones", () => {
  it.each([
    ["2026-11-20T16:00:00Z", "Asia/Shanghai", "2026-11-21", 0],
    ["2026-11-20T15:59:59Z", "Asia/Shanghai", "2026-11-20", 23 * 60 + 59],
    ["2026-11-21T04:59:59Z", "America/New_York", "2026-11-20", 23 * 60 + 59],
    ["2026-06-21T04:00:00Z", "America/New_York", "2026-06-21", 0],
    ["2026-06-21T18:35:00Z", "Asia/Kathmandu", "2026-06-22", 20],
  ])("%s in %s is %s", (instant, zone, date, minute) => {
    expect(dateInZone(at(instant), zone)).toBe(date);
    expect(minuteOfDayInZone(at(instant), zone)).toBe(minute);
  });

  it("give an instant to times that a clock change skips or repeats", () => {
    const spring = instantOf(calendarDate("2026-03-29"), "01:30", "Europe/London");
    expect(new Date(spring).toISOString()).toBe("2026-03-29T01:30:00.000Z");
    const autumn = instantOf(calendarDate("2026-10-25"), "01:30", "Europe/London");
    expect(new Date(autumn).toISOString()).toBe("2026-10-25T00:30:00.000Z");
    const plain = instantOf(calendarDate("2026-11-21"), "08:00", "Asia/Shanghai");
    expect(new Date(plain).toISOString()).toBe("2026-11-21T00:00:00.000Z");
  });

  it("are known by name", () => {
    expect(isTimeZone("Asia/Shanghai")).toBe(true);
    expect(isTimeZone("Asia/Atlantis")).toBe(false);
    expect(isTimeZone("")).toBe(false);
    expect(isTimeZone("Etc/GMT+8")).toBe(true);
    expect(isTimeZone("America/Port-au-Prince")).toBe(true);
  });

  it.each(["+08:00", "2026-11-21T00:00:00Z", "2026-11-21T00:00[Asia/Tokyo]", "T00Z"])(
    "are not a moment or an offset: %s",
    (text) => {
      expect(isTimeZone(text)).toBe(false);
    },
  );

  it("are known in any case", () => {
    expect(isTimeZone("utc")).toBe(true);
  });
});
