import fc from "fast-check";
import { expect, test } from "vitest";
import { type Hold, holdEffects } from "#app/domain/holds/hold.ts";
import type { JourneyFacts, PlanFacts } from "#app/domain/journey/facts.ts";
import {
  enter,
  furthestPage,
  nextPage,
  type Page,
  pages,
  permittedPages,
} from "#app/domain/journey/pages.ts";
import { stageOf } from "#app/domain/journey/stage.ts";
import {
  type AttemptState,
  applyProviderFact,
  attemptStates,
  providerFacts,
} from "#app/domain/payments/attempt.ts";
import { addDays, calendarDate } from "#app/domain/primitives/date.ts";
import type { AccountId, AttemptId, PlanId } from "#app/domain/primitives/ids.ts";

const numRuns = Number(process.env.EVENKEEL_PROPERTY_RUNS ?? 1000);
const today = calendarDate("2026-11-19");
const day = fc.integer({ min: -2, max: 2 }).map((days) => addDays(today, days));
const planStates: PlanFacts["state"][] = [
  "agreed",
  "active",
  "completed",
  "broken",
  "cancelled",
  "replaced",
];

const holds: fc.Arbitrary<Hold> = fc.record({
  kind: fc.constantFrom("dispute", "legal"),
  from: day,
  to: fc.option(day),
  effects: fc.subarray([...holdEffects]),
});
const facts: fc.Arbitrary<JourneyFacts> = fc.record({
  nowMs: fc.constant(1_000),
  today: fc.constant(today),
  link: fc.constantFrom("live", "live", "live", "none", "expired", "revoked", "disowned"),
  opened: fc.boolean(),
  factsLeft: fc.nat(2),
  level: fc.constantFrom(0, 1, 2),
  lockedUntil: fc.option(fc.constantFrom(999, 1_000, 1_001)),
  account: fc.option(
    fc.record({
      accountId: fc.constant("a" as AccountId),
      owesMinor: fc.bigInt(-1n, 2n),
      holds: fc.array(holds, { maxLength: 2 }),
      plan: fc.option(
        fc.record({ planId: fc.constant("p" as PlanId), state: fc.constantFrom(...planStates) }),
      ),
      choice: fc.option(fc.record({ key: fc.constant("o"), validUntil: day })),
      attempts: fc.array(
        fc.record({
          attemptId: fc.constant("t" as AttemptId),
          state: fc.constantFrom(...attemptStates),
        }),
        { maxLength: 3 },
      ),
    }),
  ),
});

test("whatever is stored, there is a way on, and being sent somewhere ends there", () => {
  fc.assert(
    fc.property(facts, (stored) => {
      const stage = stageOf(stored);
      const open = permittedPages(stage);
      expect(open).toContain(nextPage(stage));
      expect(open).toContain(furthestPage(stage));
      for (const page of pages) {
        const entered = enter(stage, page);
        expect(entered.ok).toBe(open.includes(page));
        if (!entered.ok) expect(open).toContain(entered.error.goTo);
      }
    }),
    { numRuns },
  );
});

const outsiders: Page[] = ["landing", "wrong-person", "locked", "check", "code"];

test("nothing of an account shows before level 1, after a revocation or to a stranger", () => {
  fc.assert(
    fc.property(facts, (stored) => {
      const shut = stored.level === 0 || stored.link === "revoked" || stored.link === "disowned";
      const open = permittedPages(stageOf(stored));
      if (shut) expect(open.filter((page) => !outsiders.includes(page))).toEqual([]);
      else expect(open.filter((page) => outsiders.includes(page))).toEqual([]);
    }),
    { numRuns },
  );
});

/** What a visitor, a provider and the clock may do, in any order; disturbances are rarer. */
const act = fc.oneof(
  {
    weight: 40,
    arbitrary: fc.constantFrom("open", "fact", "code", "pick", "choose", "sign", "pay", "settle"),
  },
  { weight: 6, arbitrary: fc.constantFrom(...providerFacts).map((fact) => ({ fact })) },
  { weight: 4, arbitrary: fc.constantFrom("lock", "unlock", "unlock", "breakPlan", "expire") },
  { weight: 1, arbitrary: fc.constant("revoke") },
);

interface Log {
  opened: boolean;
  facts: number;
  code: boolean;
  locked: boolean;
  link: "live" | "revoked" | "expired";
  picked: boolean;
  chosen: boolean;
  plan: PlanFacts["state"] | null;
  everSigned: boolean;
  attempts: AttemptState[];
  owes: boolean;
}

function stored(log: Log, codeNeeded: boolean): JourneyFacts {
  const proven = log.facts >= 1 && (log.code || !codeNeeded);
  const account = {
    accountId: "a" as AccountId,
    owesMinor: log.owes ? 5n : 0n,
    holds: [],
    plan: log.plan && { planId: "p" as PlanId, state: log.plan },
    choice: log.chosen ? { key: "o", validUntil: today } : null,
    attempts: log.attempts.map((state) => ({ attemptId: "t" as AttemptId, state })),
  };
  return {
    nowMs: 1_000,
    today,
    link: log.link,
    opened: log.opened,
    factsLeft: 1 - Math.min(1, log.facts),
    level: proven ? (log.code ? 2 : 1) : 0,
    lockedUntil: log.locked ? 2_000 : null,
    account: log.picked ? account : null,
  };
}

test("in any sequence of acts, no page is reached before what it stands on has happened", () => {
  fc.assert(
    fc.property(fc.boolean(), fc.array(act, { maxLength: 80, size: "max" }), (codeNeeded, acts) => {
      const log: Log = {
        opened: false,
        facts: 0,
        code: false,
        locked: false,
        link: "live",
        picked: false,
        chosen: false,
        plan: null,
        everSigned: false,
        attempts: [],
        owes: true,
      };
      for (const one of acts) {
        const before = permittedPages(stageOf(stored(log, codeNeeded)));
        perform(log, one, before, codeNeeded);
        const open = permittedPages(stageOf(stored(log, codeNeeded)));
        const proven = log.facts > 0 && (log.code || !codeNeeded);
        const needs: [Page, boolean][] = [
          ["check", log.opened],
          ["code", log.opened && log.facts > 0 && codeNeeded],
          ["home", log.opened && proven],
          ["balance", proven && log.picked],
          ["ways", proven && log.picked && log.owes],
          ["review", proven && log.chosen],
          ["plan", proven && log.everSigned],
          ["return", log.attempts.length > 0],
          ["receipt", log.attempts.includes("succeeded")],
        ];
        for (const [page, happened] of needs) {
          if (open.includes(page)) expect([page, happened]).toEqual([page, true]);
        }
        expect(log.attempts.filter((state) => state === "processing").length).toBeLessThan(2);
      }
    }),
    { numRuns },
  );
});

/** Acts are only possible on the pages that have their form. */
function perform(
  log: Log,
  act: string | { fact: (typeof providerFacts)[number] },
  open: Page[],
  codeNeeded: boolean,
): void {
  const on = (page: Page) => open.includes(page);
  if (typeof act === "object") {
    const last = log.attempts.at(-1);
    if (last) log.attempts[log.attempts.length - 1] = applyProviderFact(last, act.fact);
  }
  if (act === "open" && on("landing")) log.opened = true;
  if (act === "fact" && on("check")) log.facts += 1;
  if (act === "code" && (on("code") || (on("review") && !codeNeeded))) log.code = true;
  if (act === "pick" && on("home")) log.picked = true;
  if (act === "choose" && on("ways")) log.chosen = true;
  if (act === "sign" && on("review") && log.code) {
    log.plan = "agreed";
    log.everSigned = true;
  }
  if (act === "breakPlan" && log.plan) {
    log.plan = "broken";
    log.chosen = false;
  }
  if (act === "pay" && on("pay") && log.attempts.at(-1) !== "open") log.attempts.push("created");
  if (act === "settle" && log.attempts.includes("succeeded")) log.owes = false;
  if (act === "lock") log.locked = true;
  if (act === "unlock") log.locked = false;
  if (act === "revoke") log.link = "revoked";
  if (act === "expire" && log.link === "live") log.link = "expired";
}
