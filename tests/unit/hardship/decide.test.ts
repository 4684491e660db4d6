import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  breathingFrom,
  breathingSpace,
  breathingUse,
  crisisEnd,
  decideAtOnce,
  type HardshipFacts,
} from "#app/domain/hardship/decide.ts";
import { standardHardship, ukHardship } from "#app/domain/policy/hardship-rule.ts";
import { addDays, calendarDate } from "#app/domain/primitives/date.ts";

const on = calendarDate;
const facts = (changes: Partial<HardshipFacts> = {}): HardshipFacts => ({
  reasons: ["illness"],
  evidenceFiles: 0,
  crisis: false,
  usedInYear: 0,
  inForce: false,
  ...changes,
});

describe("what policy decides at once", () => {
  test("papers give 60 days, words alone 30", () => {
    const said = decideAtOnce(standardHardship, facts());
    expect(said).toEqual({ by: "policy", days: 30, rule: 2 });
    const shown = decideAtOnce(standardHardship, facts({ evidenceFiles: 1 }));
    expect(shown).toEqual({ by: "policy", days: 60, rule: 1 });
  });

  test.each([
    ["crisis", { crisis: true }],
    ["already-in-force", { inForce: true }],
    ["used-up", { usedInYear: 1 }],
    ["no-rule", { reasons: ["other-debts", "rather-not-say"] }],
    ["no-rule", { reasons: [] }],
  ] as const)("a person looks: %s", (because, changes) => {
    const answer = decideAtOnce(standardHardship, facts({ evidenceFiles: 1, ...changes }));
    expect(answer).toEqual({ by: "person", because });
  });
});

describe("breathing space", () => {
  const today = on("2026-11-19");
  const none = { usedInYear: 0, inForce: false };

  test("lasts as long as the policy says, from the day that it begins", () => {
    const uk = breathingSpace(ukHardship, today, today, none);
    expect(uk).toEqual({ ok: true, value: { from: "2026-11-19", to: "2027-01-18" } });
    const earliest = breathingSpace(standardHardship, on("2026-11-05"), today, none);
    expect(earliest).toEqual({ ok: true, value: { from: "2026-11-05", to: "2026-12-05" } });
  });

  test.each([
    ["breathing-too-early", "2026-11-04", none],
    ["breathing-in-future", "2026-11-20", none],
    ["breathing-in-force", "2026-11-19", { usedInYear: 1, inForce: true }],
    ["breathing-used-up", "2026-11-19", { usedInYear: 1, inForce: false }],
  ] as const)("%s", (fault, from, used) => {
    const answer = breathingSpace(standardHardship, on(from), today, used);
    expect(answer).toEqual({ ok: false, error: fault });
  });

  test("is not there where the policy has none", () => {
    const rule = {
      ...standardHardship,
      breathingSpace: { ...standardHardship.breathingSpace, days: 0 },
    };
    expect(breathingSpace(rule, today, today, none)).toMatchObject({
      error: "breathing-not-offered",
    });
  });

  test.each([
    ["nothing taken", [], "2026-11-19"],
    ["one runs, another is left this year", [["2026-11-01", "2026-12-01"]], "2026-12-01", 2],
    ["used up this year", [["2026-03-10", "2026-04-09"]], "2027-03-10"],
    ["runs past its year", [["2025-12-01", "2027-02-01"]], "2027-02-01"],
    ["a year after 29 February", [["2024-02-29", "2024-03-30"]], "2025-03-01", 1, "2024-06-01"],
    ["one has no end", [["2026-11-01", null]], null],
  ] as const)(
    "is possible again: %s",
    (...[, taken, expected, perYear = 1, from = "2026-11-19"]) => {
      const spaces = taken.map(([start, end]) => ({
        ...{ from: on(start), to: end === null ? null : on(end) },
      }));
      const space = { ...standardHardship.breathingSpace, perYear };
      const rule = { ...standardHardship, breathingSpace: space };
      expect(breathingFrom(rule, spaces, on(from))).toBe(expected);
    },
  );

  test("is possible again on the first day on which it would be given, and on none before", () => {
    const day = fc.integer({ min: -500, max: 0 }).map((days) => addDays(today, days));
    const spaces = fc.array(fc.tuple(day, fc.integer({ min: 0, max: 200 })), { maxLength: 4 });
    fc.assert(
      fc.property(spaces, fc.integer({ min: 1, max: 3 }), (taken, perYear) => {
        const all = taken.map(([from, days]) => ({ from, to: addDays(from, days) }));
        const space = { ...standardHardship.breathingSpace, perYear };
        const rule = { ...standardHardship, breathingSpace: space };
        const first = breathingFrom(rule, all, today);
        const given = (date: typeof today) =>
          breathingSpace(rule, date, date, breathingUse(all, date)).ok;
        for (let date = today; date !== first; date = addDays(date, 1)) {
          if (given(date)) return false;
        }
        return given(first ?? today);
      }),
      { numRuns: 300 },
    );
  });

  test("in a crisis runs until treatment ends and 30 days after it", () => {
    expect(crisisEnd(ukHardship, null)).toBeNull();
    expect(crisisEnd(ukHardship, on("2026-12-15"))).toBe("2027-01-14");
  });
});
