import { describe, expect, test } from "vitest";
import {
  type Act,
  acts,
  contactLifts,
  levelAt,
  levelNeededFor,
  mayDo,
  mayShow,
  type Shown,
  shownThings,
} from "#app/domain/verification/level.ts";

const minute = 60_000;
const now = Date.UTC(2026, 10, 19, 6, 5);

test.each([
  ["a link opened", null, null, 0],
  ["a code without the fact", null, now, 0],
  ["verified without a code", now - 1, null, 1],
  ["a code of this instant", now - 1, now, 2],
  ["a code of 14:59 minutes ago", now - 1, now - 15 * minute + 1, 2],
  ["a code of 15 minutes ago", now - 1, now - 15 * minute, 1],
] as const)("%s is level", (_name, verifiedAt, codeAt, level) => {
  expect(levelAt({ verifiedAt, codeAt }, now)).toBe(level);
});

test("a changed contact lifts to level 2 after 72 hours", () => {
  expect(contactLifts(null, now)).toBe(true);
  expect(contactLifts(now - 72 * 60 * minute, now)).toBe(true);
  expect(contactLifts(now - 72 * 60 * minute + 1, now)).toBe(false);
});

describe("what may be shown", () => {
  const level0: Shown[] = [
    "brand",
    "howToCheck",
    "whatWillBeAsked",
    "offeredFactKinds",
    "linkReference",
    "linkSentOn",
    "unlockTime",
    "triesLeft",
  ];

  test.each(shownThings)("%s at level 0: only what says who writes and what is asked", (what) => {
    expect(mayShow(0, what)).toBe(level0.includes(what));
  });

  test.each(["amount", "product", "accountNumber", "fullName"] as const)(
    "%s from level 1, never at level 0, not even after a fact",
    (what) => {
      expect(mayShow(0, what, true)).toBe(false);
      expect(mayShow(1, what)).toBe(true);
    },
  );

  test("a masked contact only once a fact has matched", () => {
    expect(mayShow(0, "maskedContact")).toBe(false);
    expect(mayShow(0, "maskedContact", true)).toBe(true);
    expect(mayShow(1, "maskedContact")).toBe(true);
  });

  test("all but everything held at level 1", () => {
    const withheld = shownThings.filter((what) => !mayShow(1, what));
    expect(withheld).toEqual(["everythingHeld"]);
  });

  test("everything held only at level 2", () => {
    expect(mayShow(1, "everythingHeld", true)).toBe(false);
    expect(mayShow(2, "everythingHeld")).toBe(true);
  });
});

describe("what may be done", () => {
  const expected: Record<Act, 0 | 1 | 2> = {
    changeLanguage: 0,
    reportWrongPerson: 0,
    refuseMessages: 0,
    verify: 0,
    viewAccount: 1,
    pay: 1,
    propose: 1,
    choosePlan: 1,
    writeMessage: 1,
    readDocuments: 1,
    signPlan: 2,
    saveCard: 2,
    changeContact: 2,
    inviteHelper: 2,
    downloadEverything: 2,
  };

  test.each(acts)("%s at its level and above, not below", (act) => {
    const least = expected[act];
    expect(levelNeededFor(act)).toBe(least);
    expect([0, 1, 2].map((level) => mayDo(level as 0 | 1 | 2, act))).toEqual(
      [0, 1, 2].map((level) => level >= least),
    );
  });
});
