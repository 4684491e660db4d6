import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OfferInput } from "#app/domain/plans/input.ts";
import type { Offer, ProposalAsk } from "#app/domain/plans/offer.ts";
import { answerProposal } from "#app/domain/plans/proposal.ts";
import { frequencies, type PlanInterest } from "#app/domain/policy/policy.ts";
import { addDays, calendarDate } from "#app/domain/primitives/date.ts";
import { decimal } from "#app/domain/primitives/rational.ts";
import { planInput, statementOf } from "../../support/oracle/plans-input.ts";
import { runs } from "../../support/oracle/plans-runs.ts";

const minor = (max: number) => fc.bigInt({ min: 0n, max: BigInt(max) });
const interest = fc.constantFrom<PlanInterest>(
  { mode: "frozen" },
  { mode: "contract" },
  { mode: "reduced", annualRate: decimal("0.12") },
  { mode: "fee", feePerInstalment: decimal("0.006") },
);

const scene = fc.record({
  owed: fc.record({ principal: minor(2_000_000), interest: minor(50_000), fees: minor(5000) }),
  startDay: fc.nat(800),
  interest,
  minTerms: fc.integer({ min: 1, max: 6 }),
  moreTerms: fc.nat(54),
  offerTerms: fc.subarray([3, 6, 12, 24]),
  offered: fc.subarray([...frequencies], { minLength: 1 }),
  minAmountMinor: minor(100_000),
  unitMinor: fc.constantFrom(1n, 100n, 1000n),
  downPaymentMinMinor: fc.oneof(fc.constant(0n), minor(300_000)),
  firstDueFromDays: fc.nat(10),
  windowDays: fc.nat(60),
  workingDays: fc.constantFrom("none", "following", "preceding") as fc.Arbitrary<
    "none" | "following" | "preceding"
  >,
  discount: fc.option(fc.constantFrom("0", "0.05")),
  leftMinor: fc.option(fc.bigInt({ min: -10_000n, max: 500_000n })),
});
const wish = fc.record({
  amountMinor: fc.oneof(minor(300_000), minor(3_000_000)),
  frequency: fc.constantFrom(...frequencies),
  firstInDays: fc.integer({ min: -5, max: 120 }),
  endInDays: fc.option(fc.integer({ min: -10, max: 3000 })),
  hasFirst: fc.boolean(),
});
type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never;
type Wish = typeof wish extends fc.Arbitrary<infer T> ? T : never;

function inputOf(it: Scene): OfferInput {
  const input = planInput({
    on: addDays(calendarDate("2026-01-15"), it.startDay),
    owed: it.owed,
    instalments: {
      minTerms: it.minTerms,
      maxTerms: it.minTerms + it.moreTerms,
      offerTerms: it.offerTerms,
      frequencies: it.offered,
      interest: it.interest,
      minAmountMinor: it.minAmountMinor,
      unitMinor: it.unitMinor,
      downPaymentMinMinor: it.downPaymentMinMinor,
      firstDueFromDays: it.firstDueFromDays,
      firstDueToDays: it.firstDueFromDays + it.windowDays,
      workingDays: it.workingDays,
    },
    more: {
      statement: it.leftMinor === null ? null : statementOf(500_000n, 500_000n - it.leftMinor),
    },
  });
  const full = it.discount === null ? null : { discount: decimal(it.discount), payWithinDays: 7 };
  return { ...input, policy: { ...input.policy, full } };
}

function askOf(input: OfferInput, it: Wish): ProposalAsk {
  const { amountMinor, frequency } = it;
  const firstDueOn = addDays(input.on, it.firstInDays);
  if (it.endInDays === null) return { amountMinor, frequency, firstDueOn };
  const endOn = addDays(input.on, it.endInDays);
  return { endOn, frequency, firstDueOn: it.hasFirst ? firstDueOn : null };
}

/** The ask whose answer this offer should be: its level amount and its first date before a move. */
function askFor(offer: Offer, its: Scene, asked: ProposalAsk): ProposalAsk {
  const [first, second] = offer.schedule;
  const isDown = second !== undefined && first?.amountMinor === its.downPaymentMinMinor;
  const shownMinor = (isDown ? second : first)?.amountMinor ?? 0n;
  // After a down payment the only other instalment is the remainder, maybe below the minimum.
  const isRemainder = isDown && offer.terms === 2 && shownMinor < its.minAmountMinor;
  const amountMinor = isRemainder ? its.minAmountMinor : shownMinor;
  const firstDueOn = first?.movedFrom ?? offer.firstDueOn;
  return { amountMinor, frequency: offer.frequency ?? asked.frequency, firstDueOn };
}

describe("every answer to a proposal", { timeout: 600_000 }, () => {
  it("accepts with the asked amount, sums exactly and stays within the policy", () => {
    fc.assert(
      fc.property(scene, wish, (its, wanted) => {
        const input = inputOf(its);
        const ask = askOf(input, wanted);
        const { answer, offer, nearest } = answerProposal(input, ask);
        expect(offer !== null).toBe(answer === "accepted");
        if (offer === null) return;
        expect(nearest).toEqual([]);
        const paid = offer.schedule.reduce((sum, line) => sum + line.amountMinor, 0n);
        expect(paid).toBe(offer.totals.toPayMinor);
        expect(offer.schedule.at(-1)?.balanceAfterMinor).toBe(0n);
        if (offer.kind !== "instalments") return;
        expect(offer.terms).toBeGreaterThanOrEqual(its.minTerms);
        expect(offer.terms).toBeLessThanOrEqual(its.minTerms + its.moreTerms);
        if (!("amountMinor" in ask)) return;
        const lastMinor = offer.schedule.at(-1)?.amountMinor ?? 0n;
        const largest = ask.amountMinor > its.downPaymentMinMinor || offer.terms > 1;
        if (largest) expect(lastMinor).toBeLessThanOrEqual(ask.amountMinor);
        for (const line of offer.schedule.slice(1, -1)) {
          expect(line.amountMinor).toBe(ask.amountMinor);
        }
      }),
      runs(1000),
    );
  });

  it("counters only with plans that it would accept, each saying what changed", () => {
    let countered = 0;
    fc.assert(
      fc.property(scene, wish, (its, wanted) => {
        const input = inputOf(its);
        const ask = askOf(input, wanted);
        const { answer, reasons, nearest } = answerProposal(input, ask);
        if (answer === "accepted") return;
        expect(reasons.length).toBeGreaterThan(0);
        if (answer === "counter") expect(nearest.length).toBeGreaterThan(0);
        expect(nearest.length).toBeLessThanOrEqual(3);
        for (const offer of nearest) {
          countered += 1;
          expect(offer.reasons.length).toBeGreaterThan(0);
          const again = answerProposal(input, askFor(offer, its, ask));
          expect(again.answer).toBe("accepted");
          // A single instalment that pays it all may be answered with the better full offer.
          if (again.offer?.kind === offer.kind) {
            expect(again.offer.schedule).toEqual(offer.schedule);
          }
        }
      }),
      runs(1000),
    );
    expect(countered).toBeGreaterThan(0);
  });
});
