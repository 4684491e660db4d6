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
import { beginAttempt } from "#app/domain/payments/begin.ts";

const numRuns = Number(process.env.EVENKEEL_PROPERTY_RUNS ?? 1000);
const states = fc.constantFrom(...attemptStates);
const facts = fc.array(fc.constantFrom(...providerFacts), { maxLength: 12, size: "max" });
const run = (start: AttemptState, told: readonly ProviderFact[]) =>
  told.reduce(applyProviderFact, start);
const kind = (state: AttemptState) =>
  state === "succeeded" ? "paid" : isUnsettled(state) ? state : "ended";

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

test("in whatever order facts arrive, paid, ended or open comes out the same", () => {
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

test("clicks in any number and from any party never make two unsettled attempts", () => {
  const click = fc.record({
    party: fc.constantFrom("debtor:1", "debtor:2"),
    amountMinor: fc.bigInt({ min: 1n, max: 3n }),
    told: fc.constantFrom(...providerFacts),
  });
  fc.assert(
    fc.property(fc.array(click, { maxLength: 20, size: "max" }), (clicks) => {
      const made: { state: AttemptState; party: string; amountMinor: bigint }[] = [];
      for (const { party, amountMinor, told } of clicks) {
        const open = made.find((one) => isUnsettled(one.state)) ?? null;
        if (beginAttempt(open, { party, amountMinor }) === "start") {
          made.push({ state: "created", party, amountMinor });
        }
        expect(made.filter((one) => isUnsettled(one.state)).length).toBeLessThanOrEqual(1);
        const last = made.at(-1);
        if (last) last.state = applyProviderFact(last.state, told);
      }
    }),
    { numRuns },
  );
});
