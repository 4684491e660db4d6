import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findPhrase } from "../../support/scenarios/phrase.ts";
import { vocabulary } from "../../support/scenarios/play-life.ts";
import { readLife } from "../../support/scenarios/read-life.ts";

const read = (...lines: readonly string[]) => readLife(["A life", ...lines].join("\n"), vocabulary);

describe("a life is read", () => {
  test("with what is given, what happens when, and what is then so", () => {
    const life = read(
      "given an account of 10,000.00 as of 2026-11-21   # all of it principal",
      "# 10,000.00 / 4",
      "on 2026-11-21: signs 4 monthly instalments from 2026-12-15",
      "  then balance 10,000.00; plan agreed",
      "on 2026-12-15 at 23:59: leaves the plan, refused as due-today",
      "and pays 2,500.00",
    );
    expect(life.title).toBe("A life");
    expect(life.givens.map(({ line }) => line)).toEqual([2]);
    const said = life.steps.map(({ on, at, text, refusedAs }) => [on, at, text, refusedAs]);
    expect(said).toEqual([
      ["2026-11-21", "12:00", "signs 4 monthly instalments from 2026-12-15", null],
      ["2026-12-15", "23:59", "leaves the plan", "due-today"],
      ["2026-12-15", "23:59", "pays 2,500.00", null],
    ]);
    expect(life.steps[0]?.then.map(({ text }) => text)).toEqual([
      "balance 10,000.00",
      "plan agreed",
    ]);
  });

  test.each([
    [
      "a sentence that nobody knows",
      ["on 2026-11-21: pays too much"],
      'line 2: nobody knows "pays',
    ],
    ["an expectation that nobody knows", ["on 2026-11-21: pays 1", "then joy"], "line 3: nobody"],
    ["something given that nobody knows", ["given luck"], "line 2: nobody knows"],
    ["a line of no kind", ["pays 1.00"], "line 2: expected given, on DATE: …"],
    [
      "a day that does not exist",
      ["on 2027-02-29: pays 1.00"],
      "line 2: there is no day 2027-02-29",
    ],
    [
      "a day before the one above it",
      ["on 2026-12-02: pays 1.00", "on 2026-12-01: pays 1.00"],
      "line 3: 2026-12-01 12:00 lies before 2026-12-02 12:00",
    ],
    [
      "an hour before the one above it",
      ["on 2026-12-02 at 09:00: pays 1.00", "on 2026-12-02 at 08:59: pays 1.00"],
      "line 3: 2026-12-02 08:59 lies before",
    ],
    [
      "something given too late",
      ["on 2026-12-02: pays 1.00", "given luck"],
      "line 3: what is given",
    ],
    ["an expectation of nothing", ["then balance 1.00"], "line 2: nothing has happened yet"],
    ["a life without a day", ["given 2027-02-01 is a day off"], "line 1: nothing happens"],
  ] as const)("but not with %s", (_, lines, message) => {
    expect(() => read(...lines)).toThrow(message);
  });

  test("and an empty file is none", () => {
    expect(() => readLife("\n# nothing\n", vocabulary)).toThrow("line 1: the file is empty");
  });

  test("the words of a phrase are taken as they stand", () => {
    const found = findPhrase(vocabulary.steps, "pays 1,666.67, effective 2026-12-15");
    expect(found?.words.slice(0, 2)).toEqual(["1,666.67", "2026-12-15"]);
    expect(findPhrase(vocabulary.steps, "pays 1,666.67, effective tomorrow")).toBeNull();
  });
});

test("the guide knows every sentence", () => {
  const guide = readFileSync(
    join(import.meta.dirname, "../../../docs/guides/scenarios.md"),
    "utf8",
  );
  const phrases = Object.values(vocabulary).flatMap((table) => Object.keys(table));
  expect(phrases.filter((phrase) => !guide.includes(`\`${phrase}\``))).toEqual([]);
});
