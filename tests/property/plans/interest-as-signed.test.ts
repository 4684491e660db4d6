import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AccountState, Movement, PlanDay } from "#app/domain/ledger/account.ts";
import { balanceOn } from "#app/domain/ledger/balance.ts";
import { totalOf } from "#app/domain/money/components.ts";
import type { OfferInput } from "#app/domain/plans/input.ts";
import type { Offer } from "#app/domain/plans/offer.ts";
import { computeOffers } from "#app/domain/plans/offers.ts";
import { ownPeriods } from "#app/domain/plans/own-interest.ts";
import { addDays, daysBetween } from "#app/domain/primitives/date.ts";
import { inputOf, plan } from "../../support/oracle/plan-cases.ts";
import { runs } from "../../support/oracle/plans-runs.ts";

const contract = plan.map((it) => ({ ...it, interest: { mode: "contract" } as const }));

/** The days that a signed plan adds to its account. */
function daysOf({ schedule }: Offer, { on, balance }: OfferInput): PlanDay[] {
  const due = ownPeriods(on, balance.totalMinor, schedule).map(
    ({ to, ownMinor }) => ({ on: to, kind: "due", signedMinor: ownMinor }) as const,
  );
  return [{ on, kind: "signed" }, ...due];
}

const daysOfPlan = (from: PlanDay["on"], { lastDueOn }: Offer): number =>
  daysBetween(from, lastDueOn);

const payment = (on: PlanDay["on"], amountMinor: bigint, reference: string): Movement => ({
  on,
  kind: "payment",
  amountMinor,
  component: null,
  split: null,
  reference,
});

describe("a plan at the account's own rate", { timeout: 600_000 }, () => {
  it("that is paid on its dates is split as it was signed, and ends at nothing", () => {
    fc.assert(
      fc.property(contract, (it) => {
        const input = inputOf(it);
        for (const offer of computeOffers(input)) {
          const { schedule } = offer;
          const movements = schedule.map((line) =>
            payment(line.dueOn, line.amountMinor, String(line.n)),
          );
          const planDays = daysOf(offer, input);
          const account: AccountState = { ...input.account, movements, planDays };
          for (const line of schedule) {
            const { totalMinor, itemisation } = balanceOn(account, input.policy, line.dueOn);
            const own = itemisation.find(({ reference }) => reference === String(line.n));
            expect(own?.split).toEqual(line.components);
            expect(totalMinor).toBe(line.balanceAfterMinor);
          }
          const after = addDays(offer.lastDueOn, 400);
          expect(balanceOn(account, input.policy, after)).toMatchObject({
            totalMinor: 0n,
            creditMinor: 0n,
          });
        }
      }),
      runs(300),
    );
  });

  it("ends at nothing too when a snapshot takes the balance over in mid-plan", () => {
    // A rate as cards have it: at one of 1% a day a rounded unit itself grows into several.
    const simple = contract.map((it) => ({
      ...it,
      ...{ statementDay: null, capMinor: null, dailyRate: "0.0005" as const },
    }));
    fc.assert(
      fc.property(simple, fc.nat(200), (it, after) => {
        const input = inputOf(it);
        for (const offer of computeOffers(input)) {
          const { schedule } = offer;
          const planDays = daysOf(offer, input);
          const asOf = addDays(input.on, after % Math.max(1, daysOfPlan(input.on, offer)));
          const paid = schedule.map((line) => payment(line.dueOn, line.amountMinor, `${line.n}`));
          const account: AccountState = { ...input.account, movements: paid, planDays };
          // What the system of record states at the start of that day: the money of it comes after.
          const earlier = paid.filter(({ on }) => on < asOf);
          const before = balanceOn({ ...account, movements: earlier }, input.policy, asOf);
          const later: AccountState = {
            ...account,
            asOf,
            opening: before.components,
            movements: paid.filter(({ on }) => on >= asOf),
          };
          const { totalMinor, creditMinor } = balanceOn(later, input.policy, offer.lastDueOn);
          // The snapshot rounds a period in two: that, and what it makes on the way, is all.
          expect(totalMinor - creditMinor).toBeGreaterThanOrEqual(-5n);
          expect(totalMinor - creditMinor).toBeLessThanOrEqual(5n);
        }
      }),
      runs(300),
    );
  });

  it("that is paid at any other time still sums, and its ledger never forgets a fraction", () => {
    const paid = fc.array(
      fc.record({ after: fc.nat(420), amountMinor: fc.bigInt({ min: 1n, max: 900_000n }) }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(contract, paid, fc.nat(500), (it, payments, days) => {
        const input = inputOf(it);
        for (const offer of computeOffers(input)) {
          const movements = payments.map(({ after, amountMinor }, index) =>
            payment(addDays(input.on, after), amountMinor, `p${index}`),
          );
          const planDays = daysOf(offer, input);
          const account: AccountState = { ...input.account, movements, planDays };
          const on = addDays(input.on, days);
          const { itemisation, explanation } = balanceOn(account, input.policy, on);
          const posted = itemisation
            .filter(({ kind }) => kind === "interest")
            .reduce((sum, line) => sum + line.amountMinor, 0n);
          expect(explanation.reduce((sum, line) => sum + line.amountMinor, 0n)).toBe(posted);
          for (const line of itemisation) {
            if (line.kind !== "payment" || line.split === null) continue;
            expect(totalOf(line.split)).toBeLessThanOrEqual(-line.amountMinor);
          }
        }
      }),
      runs(300),
    );
  });
});
