import { describe, expect, expectTypeOf, test } from "vitest";
import type { Choice, JourneyFacts } from "#app/domain/journey/facts.ts";
import {
  enter,
  furthestPage,
  nextPage,
  type Page,
  pages,
  permittedPages,
  type StageAt,
} from "#app/domain/journey/pages.ts";
import { stageOf } from "#app/domain/journey/stage.ts";
import { attemptsIn, choiceUntil, holdOf, journeyFacts, now, onAccount, planIn } from "./facts.ts";

const choice = choiceUntil("2026-11-30");
const resting = "home timeline documents";

test.each<[string, JourneyFacts, string, Page, Page]>([
  ["no link", journeyFacts({ link: "none" }), "landing", "landing", "landing"],
  ["a revoked link", onAccount({}, { link: "revoked" }), "landing", "landing", "landing"],
  [
    "a stranger",
    onAccount({}, { link: "disowned" }),
    "wrong-person",
    "wrong-person",
    "wrong-person",
  ],
  ["a link just followed", journeyFacts(), "landing wrong-person", "landing", "landing"],
  ["locked", journeyFacts({ lockedUntil: now + 1 }), "wrong-person locked", "locked", "locked"],
  ["opened", journeyFacts({ opened: true }), "landing wrong-person check", "check", "check"],
  [
    "code to come",
    journeyFacts({ opened: true, factsLeft: 0 }),
    "landing wrong-person code",
    "code",
    "code",
  ],
  ["verified", journeyFacts({ level: 1 }), resting, "home", "home"],
  ["settled", onAccount({ owesMinor: 0n }), `${resting} balance`, "balance", "balance"],
  [
    "settled by a plan",
    onAccount({ owesMinor: 0n, plan: planIn("completed"), attempts: attemptsIn("succeeded") }),
    `${resting} balance plan return receipt`,
    "balance",
    "balance",
  ],
  [
    "paused by a hold",
    onAccount({ holds: [holdOf("offers")], choice }),
    `${resting} balance pay`,
    "balance",
    "balance",
  ],
  ["owing", onAccount(), `${resting} balance ways propose pay`, "ways", "ways"],
  [
    "owing after a broken plan",
    onAccount({ plan: planIn("broken") }),
    `${resting} balance ways propose plan pay`,
    "ways",
    "ways",
  ],
  [
    "an offer picked",
    onAccount({ choice }),
    `${resting} balance ways propose review pay`,
    "review",
    "review",
  ],
  [
    "a plan signed",
    onAccount({ choice, plan: planIn("agreed") }),
    `${resting} balance plan pay`,
    "plan",
    "plan",
  ],
  [
    "at the provider",
    onAccount({ attempts: attemptsIn("open") }),
    `${resting} balance ways propose pay return`,
    "ways",
    "ways",
  ],
  [
    "paid, not certain yet",
    onAccount({ plan: planIn("active"), attempts: attemptsIn("succeeded", "processing") }),
    `${resting} balance plan return receipt`,
    "return",
    "plan",
  ],
  [
    "a call of unknown outcome",
    onAccount({ attempts: attemptsIn("created", "failed") }),
    `${resting} balance ways propose return`,
    "return",
    "ways",
  ],
  [
    "an attempt that failed",
    onAccount({ attempts: attemptsIn("failed", "expired", "cancelled") }),
    `${resting} balance ways propose pay return`,
    "ways",
    "ways",
  ],
])("%s", (_name, facts, permitted, next, furthest) => {
  const stage = stageOf(facts);
  expect(permittedPages(stage).join(" ")).toBe(permitted);
  expect(nextPage(stage)).toBe(next);
  expect(furthestPage(stage)).toBe(furthest);
});

describe("a page that is not open sends", () => {
  test.each<[string, JourneyFacts, Page, Page]>([
    [
      "a stranger's guess at home back to the start",
      journeyFacts({ link: "none" }),
      "home",
      "landing",
    ],
    ["an unopened link to the landing", journeyFacts(), "check", "landing"],
    ["an unproven visit to the question", journeyFacts({ opened: true }), "balance", "check"],
    ["a code that is not due to the fact", journeyFacts({ opened: true }), "code", "check"],
    ["a locked visit to the lock", journeyFacts({ lockedUntil: now + 1 }), "check", "locked"],
    ["the question after it was answered", journeyFacts({ level: 1 }), "check", "home"],
    ["a balance without an account", journeyFacts({ level: 1 }), "balance", "home"],
    ["a payment without an account", journeyFacts({ level: 1 }), "pay", "home"],
    ["a review without a choice to the choices", onAccount(), "review", "ways"],
    ["a review under a hold", onAccount({ holds: [holdOf("offers")] }), "review", "home"],
    ["ways under a hold", onAccount({ holds: [holdOf("offers")] }), "ways", "home"],
    ["ways beside a plan to the plan", onAccount({ plan: planIn("active") }), "ways", "plan"],
    ["a proposal beside a plan", onAccount({ plan: planIn("active") }), "propose", "plan"],
    ["a second signature to the plan", onAccount({ plan: planIn("active") }), "review", "plan"],
    ["a plan that is not there", onAccount(), "plan", "home"],
    [
      "a receipt that was not earned",
      onAccount({ attempts: attemptsIn("open") }),
      "receipt",
      "home",
    ],
    ["a return that nobody left", onAccount(), "return", "home"],
    [
      "a second payment to the first",
      onAccount({ attempts: attemptsIn("processing") }),
      "pay",
      "return",
    ],
    [
      "a payment of nothing",
      onAccount({ owesMinor: 0n, attempts: attemptsIn("succeeded") }),
      "pay",
      "home",
    ],
    ["a lock that is not", onAccount(), "locked", "home"],
  ])("%s", (_name, facts, page, goTo) => {
    expect(enter(stageOf(facts), page)).toEqual({ ok: false, error: { goTo } });
  });
});

test("a page that is open hands over its stage, with the answers that it needs", () => {
  const stage = stageOf(onAccount({ choice }));
  expect(enter(stage, "review")).toEqual({ ok: true, value: stage });
  expectTypeOf<StageAt<"review">["choice"]>().toEqualTypeOf<Choice>();
  expectTypeOf<StageAt<"check">["factsLeft"]>().toEqualTypeOf<number>();
  expectTypeOf<StageAt<"home">>().not.toHaveProperty("choice");
  expectTypeOf<StageAt<"check">>().not.toHaveProperty("accountId");
});

test("every page of the path is on the list once", () => {
  expect([...pages].sort()).toEqual(
    [
      "balance",
      "check",
      "code",
      "documents",
      "home",
      "landing",
      "locked",
      "pay",
      "plan",
      "propose",
      "receipt",
      "return",
      "review",
      "timeline",
      "ways",
      "wrong-person",
    ].sort(),
  );
});
