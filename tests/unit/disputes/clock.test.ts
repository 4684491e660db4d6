import { describe, expect, test } from "vitest";
import { caseClock, heldOverTo, mayReopen } from "#app/domain/disputes/clock.ts";
import { calendarFrom, weekendCalendar } from "#app/domain/plans/calendar.ts";
import {
  type CaseRule,
  cnCases,
  readCases,
  standardCases,
  ukCases,
  usCases,
} from "#app/domain/policy/case-rule.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { parseDocument } from "#app/domain/primitives/reader.ts";

/** A Friday. */
const day = calendarDate("2026-11-20");

describe("the clock of a complaint", () => {
  const table: [string, CaseRule, string, string | null, string | null][] = [
    ["China: 15 days, then to 30", cnCases, "2026-12-05", null, "2026-12-20"],
    ["UK: 8 weeks, summary by Wednesday", ukCases, "2027-01-15", "2026-11-25", null],
    ["US: 15 days, then to 60", usCases, "2026-12-05", null, "2027-01-19"],
  ];
  test.each(table)("%s", (_, rule, answerBy, summaryBy, mayExtendTo) => {
    const clock = caseClock(rule.complaint, day, 0, weekendCalendar);
    expect(clock).toEqual({ answerBy, summaryBy, mayExtendTo });
  });

  test("is extended from the day it came in, to 30 and then 30 more, no further", () => {
    const extended = (extensions: number) =>
      caseClock(cnCases.complaint, day, extensions, weekendCalendar);
    expect(extended(1)).toMatchObject({ answerBy: "2026-12-20", mayExtendTo: "2027-01-19" });
    expect(extended(2)).toMatchObject({ answerBy: "2027-01-19", mayExtendTo: null });
  });

  test("counts the third business day by the portfolio's own calendar", () => {
    const closed = calendarFrom([calendarDate("2026-11-23")]);
    expect(caseClock(ukCases.complaint, day, 0, closed).summaryBy).toBe("2026-11-26");
  });
});

test("a letter holds over what may not be extended any more, where the rules want one", () => {
  const after = (rule: CaseRule, extensions: number) =>
    heldOverTo(rule.complaint, caseClock(rule.complaint, day, extensions, weekendCalendar));
  expect(after(ukCases, 0)).toBe("2027-02-12");
  expect([after(cnCases, 0), after(cnCases, 2), after(usCases, 1)]).toEqual([null, null, null]);
  const wanted = { ...cnCases, complaint: { ...cnCases.complaint, holdingLetterDays: 10 } };
  expect([after(wanted, 1), after(wanted, 2)]).toEqual([null, "2027-01-29"]);
});

test("a dispute has no summary route", () => {
  expect(caseClock(cnCases.dispute, day, 0, weekendCalendar)).toEqual({
    answerBy: "2026-12-05",
    summaryBy: null,
    mayExtendTo: "2026-12-20",
  });
});

test("may be reopened up to the last day, never when the policy has none", () => {
  const on = calendarDate("2027-02-17");
  expect(mayReopen(cnCases.dispute, day, on)).toBe(true);
  expect(mayReopen(cnCases.dispute, day, calendarDate("2027-02-18"))).toBe(false);
  expect(mayReopen({ ...cnCases.dispute, reopenDays: 0 }, day, day)).toBe(false);
});

describe("the rule in a policy document", () => {
  test("what it leaves out is standard, and the extensions are its own", () => {
    const read = parseDocument({ complaint: { answerDays: 20 } }, readCases);
    expect(read).toEqual({
      ok: true,
      value: {
        dispute: standardCases.dispute,
        complaint: { ...standardCases.complaint, answerDays: 20, extendToDays: [] },
      },
    });
  });

  test.each([
    ["an extension that ends no later", { dispute: { answerDays: 30, extendToDays: [30] } }],
    ["extensions out of order", { complaint: { extendToDays: [60, 30] } }],
  ])("refuses %s", (_, document) => {
    expect(parseDocument(document, readCases)).toMatchObject({
      ok: false,
      error: { code: "out-of-order" },
    });
  });
});
