import { describe, expect, test } from "vitest";
import { effectOf, judgeAnswer, leavesAccount } from "#app/domain/disputes/answer.ts";
import {
  type CaseOutcome,
  complaintGrounds,
  type DisputeGround,
  disputeGrounds,
  holdOfCase,
} from "#app/domain/disputes/case.ts";

describe("what an answer to a dispute does", () => {
  const upheld: Record<DisputeGround, string> = {
    "not-mine": "whole stays",
    "fraud-or-lost-card": "whole stays",
    "wrong-amount": "some ends",
    "already-paid": "some ends",
    "too-old": "nothing stays",
    other: "may ends",
  };
  const shown = (ground: DisputeGround, outcome: CaseOutcome) => {
    const effect = effectOf({ kind: "dispute", ground, shared: false }, outcome);
    return effect === null ? null : `${effect.takesOff} ${effect.hold}`;
  };
  test.each(disputeGrounds)("%s", (ground) => {
    expect(shown(ground, "upheld")).toBe(upheld[ground]);
    expect(shown(ground, "partly")).toBe(ground === "too-old" ? null : "some ends");
    expect(shown(ground, "not-upheld")).toBe("nothing ends");
  });
});

test("what several owe stays owed where it is not the debt of one of them", () => {
  const about = { kind: "dispute", ground: "not-mine", shared: true } as const;
  expect(effectOf(about, "upheld")).toEqual({ takesOff: "nothing", hold: "stays" });
  expect(effectOf(about, "partly")).toBeNull();
  expect(judgeAnswer({ ...about, totalMinor: 100_00n }, "upheld", null)).toMatchObject({
    value: { amountMinor: null, hold: "stays" },
  });
  const card = { ...about, ground: "fraud-or-lost-card" } as const;
  expect(effectOf(card, "upheld")).toEqual({ takesOff: "whole", hold: "stays" });
});

test("who does not owe what others owe on is to be taken off it, and nobody else", () => {
  const about = { kind: "dispute", ground: "not-mine", shared: true } as const;
  expect(leavesAccount(about, "upheld")).toBe(true);
  expect(leavesAccount(about, "not-upheld")).toBe(false);
  expect(leavesAccount({ ...about, shared: false }, "upheld")).toBe(false);
  for (const ground of disputeGrounds.filter((one) => one !== "not-mine"))
    expect(leavesAccount({ ...about, ground }, "upheld"), ground).toBe(false);
});

test.each(complaintGrounds)("a complaint about %s stops nothing and may give back", (ground) => {
  expect(holdOfCase("complaint", ground)).toBeNull();
  expect(effectOf({ kind: "complaint", ground, shared: true }, "upheld")).toEqual({
    takesOff: "may",
    hold: "ends",
  });
  expect(effectOf({ kind: "complaint", ground, shared: false }, "not-upheld")?.takesOff).toBe(
    "nothing",
  );
});

test.each(disputeGrounds)("a dispute, %s, sets its hold", (ground) => {
  const kind = ground === "fraud-or-lost-card" ? "identity-fraud" : "dispute";
  expect(holdOfCase("dispute", ground)).toBe(kind);
});

describe("the amount of an answer", () => {
  const about = (ground: DisputeGround) => ({
    ...{ kind: "dispute" as const, ground, shared: false },
    totalMinor: 100_00n,
  });
  test.each<[DisputeGround, CaseOutcome, bigint | null, unknown]>([
    ["not-mine", "upheld", null, 100_00n],
    ["wrong-amount", "upheld", 30_00n, 30_00n],
    ["wrong-amount", "partly", 100_00n, 100_00n],
    ["other", "upheld", null, null],
    ["other", "upheld", 0n, null],
    ["wrong-amount", "not-upheld", null, null],
    ["wrong-amount", "upheld", null, "amount-missing"],
    ["wrong-amount", "upheld", 100_01n, "amount-above-balance"],
    ["too-old", "upheld", 1n, "amount-not-allowed"],
    ["too-old", "partly", 1n, "outcome-not-possible"],
    ["already-paid", "not-upheld", 1n, "amount-not-allowed"],
  ])("%s %s, %s said: %s", (ground, outcome, said, expected) => {
    const judged = judgeAnswer(about(ground), outcome, said);
    expect(judged.ok ? judged.value.amountMinor : judged.error).toBe(expected);
  });

  test("nothing is left to take off a debt that was paid meanwhile", () => {
    const judged = judgeAnswer({ ...about("not-mine"), totalMinor: 0n }, "upheld", null);
    expect(judged).toEqual({ ok: true, value: { amountMinor: null, hold: "stays" } });
  });
});
