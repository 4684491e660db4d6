import { describe, expect, test } from "vitest";
import type { JourneyFacts } from "#app/domain/journey/facts.ts";
import { maySign, stageOf } from "#app/domain/journey/stage.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { attemptsIn, choiceUntil, holdOf, journeyFacts, now, onAccount, planIn } from "./facts.ts";

describe("outside", () => {
  const opened = { opened: true };

  test.each<[string, Partial<JourneyFacts>, object]>([
    ["no link", { link: "none" }, { stage: "ended", why: "none" }],
    ["an expired link", { link: "expired" }, { stage: "ended", why: "expired" }],
    ["a revoked link", { link: "revoked" }, { stage: "ended", why: "revoked" }],
    ["a stranger", { link: "disowned" }, { stage: "disowned" }],
    ["a link just followed", {}, { stage: "arrived" }],
    ["opened", opened, { stage: "asked", factsLeft: 1 }],
    ["a letter's two facts", { ...opened, factsLeft: 2 }, { stage: "asked", factsLeft: 2 }],
    ["facts right, code to come", { ...opened, factsLeft: 0 }, { stage: "matched" }],
    ["locked", { ...opened, lockedUntil: now + 1 }, { stage: "locked", until: now + 1 }],
    ["locked by others before it is opened", { lockedUntil: now + 1 }, { stage: "locked" }],
    [
      "locked between facts and code",
      { ...opened, factsLeft: 0, lockedUntil: now + 1 },
      {
        stage: "locked",
      },
    ],
    ["a lock that is over", { ...opened, lockedUntil: now }, { stage: "asked" }],
    ["expired while locked", { link: "expired", lockedUntil: now + 1 }, { stage: "ended" }],
  ])("%s", (_name, change, expected) => {
    expect(stageOf(journeyFacts(change))).toMatchObject(expected);
  });

  test("an account is out of reach whatever is stored about it", () => {
    expect(stageOf(onAccount({}, { level: 0, factsLeft: 1 }))).toEqual({
      stage: "asked",
      factsLeft: 1,
    });
  });
});

describe("inside", () => {
  test("before an account is picked", () => {
    expect(stageOf(journeyFacts({ level: 2 }))).toEqual({ stage: "verified", level: 2 });
  });

  test.each<[string, JourneyFacts, string]>([
    ["money is owed", onAccount(), "owing"],
    ["nothing is owed", onAccount({ owesMinor: 0n }), "settled"],
    ["the debtor has a credit", onAccount({ owesMinor: -1n }), "settled"],
    ["one fen is owed", onAccount({ owesMinor: 1n }), "owing"],
    ["offers are stopped", onAccount({ holds: [holdOf("offers")] }), "paused"],
    ["something else is stopped", onAccount({ holds: [holdOf("interest", "notices")] }), "owing"],
    ["an offer was picked", onAccount({ choice: choiceUntil("2026-11-30") }), "chosen"],
    ["it is its last day", onAccount({ choice: choiceUntil("2026-11-19") }), "chosen"],
    ["it has lapsed", onAccount({ choice: choiceUntil("2026-11-18") }), "owing"],
    [
      "a hold came after the choice",
      onAccount({ choice: choiceUntil("2026-11-30"), holds: [holdOf("offers")] }),
      "paused",
    ],
    ["a plan was agreed", onAccount({ plan: planIn("agreed") }), "planned"],
    ["a plan runs", onAccount({ plan: planIn("active"), holds: [holdOf("offers")] }), "planned"],
    ["a plan was just paid off", onAccount({ plan: planIn("active"), owesMinor: 0n }), "planned"],
    ["a plan broke", onAccount({ plan: planIn("broken") }), "owing"],
    ["a plan was cancelled", onAccount({ plan: planIn("cancelled") }), "owing"],
    ["a plan was completed", onAccount({ plan: planIn("completed"), owesMinor: 0n }), "settled"],
  ])("when %s", (_name, facts, stage) => {
    expect(stageOf(facts).stage).toBe(stage);
  });

  test("a stage carries the answers that were given", () => {
    const choice = choiceUntil("2026-11-30");
    const attempts = attemptsIn("failed");
    expect(stageOf(onAccount({ choice, attempts, plan: planIn("broken") }))).toEqual({
      stage: "chosen",
      level: 1,
      accountId: "a1",
      plan: planIn("broken"),
      attempts,
      choice,
    });
    expect(stageOf(onAccount({ holds: [holdOf("offers")] }))).toMatchObject({ by: "bankruptcy" });
  });

  test("a visit survives the expiry of its link and the lock of codes, not a revocation", () => {
    expect(stageOf(onAccount({}, { link: "expired" })).stage).toBe("owing");
    expect(stageOf(onAccount({}, { lockedUntil: now + 1 })).stage).toBe("owing");
    expect(stageOf(onAccount({}, { link: "revoked" })).stage).toBe("ended");
    expect(stageOf(onAccount({}, { link: "disowned" })).stage).toBe("disowned");
  });
});

describe("a signature", () => {
  const choice = choiceUntil("2026-11-30");

  test.each<[string, JourneyFacts, boolean]>([
    ["after a fresh code", onAccount({ choice }, { level: 2 }), true],
    ["without one", onAccount({ choice }), false],
    ["without a choice", onAccount({}, { level: 2 }), false],
    ["while codes are locked", onAccount({ choice }, { level: 2, lockedUntil: now + 1 }), false],
    ["once the lock is over", onAccount({ choice }, { level: 2, lockedUntil: now }), true],
    [
      "the day after the offer's last",
      onAccount({ choice }, { level: 2, today: calendarDate("2026-12-01") }),
      false,
    ],
    ["beside a plan", onAccount({ choice, plan: planIn("active") }, { level: 2 }), false],
  ])("%s: %s", (_name, facts, expected) => {
    expect(maySign(stageOf(facts), facts)).toBe(expected);
  });
});
