import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addComponents, noComponents, totalOf } from "#app/domain/money/components.ts";
import type { OfferInput } from "#app/domain/plans/input.ts";
import type { JointInput, JointOffer } from "#app/domain/plans/joint-offer.ts";
import { jointOffers } from "#app/domain/plans/joint-offers.ts";
import { jointOfferOfPick } from "#app/domain/plans/joint-pick.ts";
import { answerJointProposal } from "#app/domain/plans/joint-proposal.ts";
import { computeOffers } from "#app/domain/plans/offers.ts";
import { askPickOf, pickText, readPick } from "#app/domain/plans/pick.ts";
import type { PlanInterest } from "#app/domain/policy/policy.ts";
import { addDays, calendarDate } from "#app/domain/primitives/date.ts";
import { decimal } from "#app/domain/primitives/rational.ts";
import { planInput, statementOf } from "../../support/oracle/plans-input.ts";
import { runs } from "../../support/oracle/plans-runs.ts";

const minor = (max: number) => fc.bigInt({ min: 1n, max: BigInt(max) });
const account = fc.record({
  owed: fc.record({ principal: minor(2_000_000), interest: minor(50_000), fees: minor(5000) }),
  daysOverdue: fc.nat(400),
  dailyRate: fc.constantFrom("0.0001", "0.0005", "0.0007"),
});
const scene = fc.record({
  accounts: fc.array(account, { minLength: 2, maxLength: 4 }),
  startDay: fc.nat(800),
  interest: fc.constantFrom<PlanInterest>(
    { mode: "frozen" },
    { mode: "contract" },
    { mode: "reduced", annualRate: decimal("0.12") },
    { mode: "fee", feePerInstalment: decimal("0.006") },
  ),
  minTerms: fc.integer({ min: 1, max: 6 }),
  moreTerms: fc.nat(30),
  offerTerms: fc.subarray([3, 6, 12, 24]),
  frequencies: fc.subarray(["weekly", "monthly", "last-working-day"] as const, { minLength: 1 }),
  minAmountMinor: minor(60_000),
  unitMinor: fc.constantFrom(1n, 100n, 1000n),
  workingDays: fc.constantFrom("none" as const, "following" as const),
  leftMinor: fc.option(fc.bigInt({ min: -10_000n, max: 800_000n })),
});
type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never;

const settlement = { share: decimal("0.7"), maxPayments: 3, payWithinDays: 30 };

function inputOf(its: Scene): JointInput {
  const accounts = its.accounts.map((one, index): OfferInput => {
    const input = planInput({
      on: addDays(calendarDate("2026-01-15"), its.startDay),
      owed: one.owed,
      account: { accountRef: `A-${index}` },
      instalments: {
        minTerms: its.minTerms,
        maxTerms: its.minTerms + its.moreTerms,
        offerTerms: its.offerTerms,
        frequencies: its.frequencies,
        interest: its.interest,
        minAmountMinor: its.minAmountMinor,
        unitMinor: its.unitMinor,
        firstDueToDays: 45,
        workingDays: its.workingDays,
      },
      policy: {
        full: { discount: decimal("0.05"), payWithinDays: 7 },
        settlement: [{ ...settlement, fromDaysOverdue: 180 }],
        affordability: { shares: [decimal("0.5"), decimal("0.8")], warnAbove: decimal("0.8") },
      },
    });
    const { interest } = input.account;
    const rate = { per: "day", value: decimal(one.dailyRate), text: one.dailyRate } as const;
    return {
      ...input,
      account: { ...input.account, interest: { ...interest, rate } },
      balance: { ...input.balance, daysOverdue: one.daysOverdue },
    };
  });
  const { leftMinor } = its;
  const statement = leftMinor === null ? null : statementOf(500_000n, 500_000n - leftMinor);
  return { accounts, statement };
}

/** The account's own offer on these terms, made alone. */
function alone(input: OfferInput, joint: JointOffer) {
  const { instalments } = input.policy;
  const asked = instalments && { ...instalments, offerTerms: [joint.terms] };
  const offers = computeOffers({ ...input, policy: { ...input.policy, instalments: asked } });
  return offers.find(
    ({ kind, terms, frequency }) =>
      kind === joint.kind && terms === joint.terms && frequency === joint.frequency,
  );
}

function expectExact(input: JointInput, joint: JointOffer): void {
  expect(joint.parts.map(({ accountRef }) => accountRef)).toEqual(
    input.accounts.map((one) => one.account.accountRef),
  );
  for (const [index, line] of joint.schedule.entries()) {
    const lines = joint.parts.map(({ offer }) => offer.schedule[index]);
    expect(lines.map((one) => one?.dueOn)).toEqual(lines.map(() => line.dueOn));
    expect(lines.reduce((sum, one) => sum + (one?.amountMinor ?? 0n), 0n)).toBe(line.amountMinor);
    const parts = lines.map((one) => one?.components ?? noComponents).reduce(addComponents);
    expect(line.components).toEqual(parts);
    expect(totalOf(line.components)).toBe(line.amountMinor);
  }
  expect(joint.schedule.at(-1)?.balanceAfterMinor).toBe(0n);
  const paid = joint.schedule.reduce((sum, line) => sum + line.amountMinor, 0n);
  expect(paid).toBe(joint.totals.toPayMinor);
  const owed = input.accounts.reduce((sum, { balance }) => sum + balance.totalMinor, 0n);
  const { toPayMinor, interestMinor, waivedMinor, overTodayMinor } = joint.totals;
  expect(toPayMinor + waivedMinor).toBe(owed + interestMinor);
  expect(overTodayMinor).toBe(toPayMinor - owed);
}

describe("every plan for several accounts", { timeout: 600_000 }, () => {
  it("is the exact sum of what each account would pay alone on its terms", () => {
    let found = 0;
    fc.assert(
      fc.property(scene, (its) => {
        const input = inputOf(its);
        for (const joint of jointOffers(input)) {
          found += 1;
          expectExact(input, joint);
          for (const [index, { offer }] of joint.parts.entries()) {
            const own = alone(input.accounts[index] as OfferInput, joint);
            expect(offer.schedule).toEqual(own?.schedule);
            expect(offer.totals).toEqual(own?.totals);
            expect(offer.annualRate).toBe(own?.annualRate);
          }
          const rates = joint.parts.map(({ offer }) => Number(offer.annualRate));
          expect(Number(joint.annualRate)).toBeGreaterThanOrEqual(Math.min(...rates));
          expect(Number(joint.annualRate)).toBeLessThanOrEqual(Math.max(...rates));
        }
      }),
      runs(400),
    );
    expect(found).toBeGreaterThan(0);
  });

  it("answers an amount with the fewest payments within it, or plans near it", () => {
    const seen = { accepted: 0, counter: 0, referred: 0 };
    const wish = fc.record({
      amountMinor: minor(1_500_000),
      frequency: fc.constantFrom("weekly" as const, "monthly" as const),
      firstInDays: fc.integer({ min: -5, max: 60 }),
    });
    fc.assert(
      fc.property(scene, wish, (its, { amountMinor, frequency, firstInDays }) => {
        const input = inputOf(its);
        const on = input.accounts[0]?.on ?? calendarDate("2026-01-15");
        const ask = { amountMinor, frequency, firstDueOn: addDays(on, firstInDays) };
        const { answer, offer, reasons, nearest } = answerJointProposal(input, ask);
        seen[answer] += 1;
        expect(offer !== null).toBe(answer === "accepted");
        expect(nearest.length > 0).toBe(answer === "counter" || (nearest.length > 0 && !offer));
        if (answer !== "accepted") expect(reasons.length).toBeGreaterThan(0);
        for (const one of [...(offer ? [offer] : []), ...nearest]) {
          expectExact(input, one);
          if (one.kind !== "instalments") continue;
          const pick = readPick(pickText(askPickOf(one, on, frequency)));
          const again = pick && jointOfferOfPick(pick, input);
          expect(again?.terms).toBeLessThanOrEqual(one.terms);
          // A single payment of all of it may be answered with the better full offer.
          if (again?.kind === "full" && one.terms === 1) continue;
          expect(again?.schedule[0]?.amountMinor).toBe(one.schedule[0]?.amountMinor);
        }
        if (offer?.kind !== "instalments") return;
        for (const line of offer.schedule) expect(line.amountMinor <= amountMinor).toBe(true);
        const fewer = answerJointProposal(input, {
          ...ask,
          amountMinor: (offer.schedule[0]?.amountMinor ?? 0n) - 1n,
        });
        if (fewer.offer) expect(fewer.offer.terms).toBeGreaterThan(offer.terms);
      }),
      runs(400),
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0);
  });
});
