import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type AttemptState,
  applyProviderFact,
  attemptStates,
  isUnsettled,
  type ProviderFact,
  providerFacts,
} from "#app/domain/payments/attempt.ts";
import { beginAttempt, type PaidPart } from "#app/domain/payments/begin.ts";

const numRuns = Number(process.env.EVENKEEL_PROPERTY_RUNS ?? 1000);
const states = fc.constantFrom(...attemptStates);
const facts = fc.array(fc.constantFrom(...providerFacts), { maxLength: 12, size: "max" });
const run = (start: AttemptState, told: readonly ProviderFact[]) =>
  told.reduce(applyProviderFact, start);
const kind = (state: AttemptState) =>
  state === "succeeded" || state === "suspended" || isUnsettled(state) ? state : "ended";

test("facts told twice, or told again later, change nothing", () => {
  fc.assert(
    fc.property(states, facts, (start, told) => {
      const end = run(start, told);
      expect(run(end, told)).toBe(end);
      expect(
        run(
          start,
          told.flatMap((fact) => [fact, fact]),
        ),
      ).toBe(end);
    }),
    { numRuns },
  );
});

test("in whatever order facts arrive, paid, held, ended or open comes out the same", () => {
  const shuffled = facts.chain((told) =>
    fc.tuple(fc.constant(told), fc.shuffledSubarray(told, { minLength: told.length })),
  );
  fc.assert(
    fc.property(states, shuffled, (start, [told, other]) => {
      expect(kind(run(start, told))).toBe(kind(run(start, other)));
    }),
    { numRuns },
  );
});

test("money is never forgotten, and never comes from silence", () => {
  fc.assert(
    fc.property(states, facts, (start, told) => {
      const paid = start === "succeeded" || told.includes("succeeded");
      expect(run(start, told) === "succeeded").toBe(paid);
    }),
    { numRuns },
  );
});

test("clicks in any number, from any party, for any accounts: never two unsettled on one", () => {
  const accountIds = fc.subarray(["1", "2", "3"], { minLength: 1 });
  const click = fc.record({
    party: fc.constantFrom("debtor:1", "debtor:2"),
    accountIds,
    amountMinor: fc.bigInt({ min: 1n, max: 3n }),
    told: fc.constantFrom(...providerFacts),
  });
  type Made = { state: AttemptState; party: string; parts: PaidPart[] };
  const on = (accountId: string) => (one: Made) =>
    isUnsettled(one.state) && one.parts.some((part) => part.accountId === accountId);
  fc.assert(
    fc.property(fc.array(click, { maxLength: 20, size: "max" }), (clicks) => {
      const made: Made[] = [];
      for (const { party, accountIds: chosen, amountMinor, told } of clicks) {
        const parts = chosen.map((accountId) => ({ accountId, amountMinor }));
        const standing = made.filter((one) => chosen.some((id) => on(id)(one)));
        const { beginning, about } = beginAttempt(standing, { party, parts });
        if (beginning === "start") made.push({ state: "created", party, parts });
        expect(beginning === "start").toBe(standing.length === 0);
        for (const id of ["1", "2", "3"]) {
          expect(made.filter(on(id)).length).toBeLessThanOrEqual(1);
        }
        const last = about ?? made.at(-1);
        if (last) last.state = applyProviderFact(last.state, told);
      }
    }),
    { numRuns },
  );
});
