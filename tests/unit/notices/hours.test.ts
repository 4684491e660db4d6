import { describe, expect, test } from "vitest";
import type { Channel } from "#app/domain/notices/channel.ts";
import { decideContact } from "#app/domain/notices/decide-contact.ts";
import { reopensAt } from "#app/domain/notices/hours.ts";
import { type RegimeId, regimes } from "#app/domain/notices/regime.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { instantOf } from "#app/domain/primitives/zone.ts";
import { contactQuestion, shanghai } from "./question.ts";

describe("quiet hours", () => {
  test.each([
    ["cn", "07:59:59", "2026-11-19"],
    ["cn", "08:00", null],
    ["cn", "21:59:59", null],
    ["cn", "22:00", "2026-11-20"],
    ["cn", "00:00", "2026-11-19"],
    ["us", "07:59:59", "2026-11-19"],
    ["us", "08:00", null],
    ["us", "20:59:59", null],
    ["us", "21:00", "2026-11-20"],
    ["uk", "20:59:59", null],
    ["uk", "21:00", "2026-11-20"],
    ["strict", "21:00", "2026-11-20"],
  ] as [RegimeId, string, string | null][])("of %s at %s", (id, time, opens) => {
    const nowMs = shanghai("2026-11-19", time);
    const decision = decideContact(contactQuestion({ regime: regimes[id], nowMs }));
    expect(decision).toEqual(
      opens === null
        ? { allowed: true, rule: `${id}-rules-kept` }
        : { allowed: false, rule: `${id}-hours`, until: shanghai(opens, "08:00") },
    );
  });

  test.each([
    ["email", false],
    ["sms", false],
    ["call", false],
    ["visit", false],
    ["letter", true],
  ] as [Channel, boolean][])("for %s at night: allowed %s", (channel, allowed) => {
    const nowMs = shanghai("2026-11-19", "23:00");
    expect(decideContact(contactQuestion({ channel, nowMs })).allowed).toBe(allowed);
  });

  test("are the debtor's, wherever the portfolio is", () => {
    const nowMs = shanghai("2026-11-19", "12:00");
    const decision = decideContact(contactQuestion({ nowMs, debtorZone: "America/New_York" }));
    expect(decision).toMatchObject({ allowed: false, rule: "cn-hours" });
    const until = instantOf(calendarDate("2026-11-19"), "08:00", "America/New_York");
    expect(decision).toMatchObject({ until });
  });

  test("give way to hours agreed with the debtor", () => {
    const wishes = {
      ...contactQuestion().wishes,
      agreedHours: { fromMinute: 22 * 60, toMinute: 23 * 60 },
    };
    const at = (time: string) =>
      decideContact(contactQuestion({ wishes, nowMs: shanghai("2026-11-19", time) }));
    expect(at("22:30").allowed).toBe(true);
    expect(at("12:00")).toEqual({
      allowed: false,
      rule: "agreed-hours",
      until: shanghai("2026-11-19", "22:00"),
    });
  });

  test("may be open over midnight", () => {
    const late = { fromMinute: 20 * 60 + 5, toMinute: 2 * 60 };
    const at = (time: string) => reopensAt(late, shanghai("2026-11-19", time), "Asia/Shanghai");
    expect(at("20:05")).toBeNull();
    expect(at("00:30")).toBeNull();
    expect(at("02:00")).toBe(shanghai("2026-11-19", "20:05"));
    expect(at("20:04")).toBe(shanghai("2026-11-19", "20:05"));
  });

  test("follow the clock when it changes", () => {
    const zone = "Europe/London";
    const night = instantOf(calendarDate("2026-03-28"), "22:00", zone);
    const opens = reopensAt(regimes.uk.hours, night, zone) as number;
    expect(opens).toBe(Date.UTC(2026, 2, 29, 7));
    expect(opens - night).toBe(9 * 3_600_000);
  });

  test("that are empty are a defect", () => {
    expect(() => reopensAt({ fromMinute: 480, toMinute: 480 }, 0, "UTC")).toThrow("assertion");
  });
});
