import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Offer } from "#app/domain/plans/offer.ts";
import { computeOffers } from "#app/domain/plans/offers.ts";
import { ownInterestBy, ownPeriods } from "#app/domain/plans/own-interest.ts";
import { presetPolicy } from "#app/domain/policy/presets.ts";
import { addDays, daysBetween } from "#app/domain/primitives/date.ts";
import { decimal } from "#app/domain/primitives/rational.ts";
import { planInput } from "../../support/oracle/plans-input.ts";
import { runs } from "../../support/oracle/plans-runs.ts";

const none = { atSigning: [], since: [] };
const { rounding } = presetPolicy("cn-bank-card", "CNY", "Asia/Shanghai");

const cases = fc.record({
  principal: fc.bigInt({ min: 10_000n, max: 50_000_000n }),
  rate: fc.integer({ min: 1, max: 3_000 }),
  terms: fc.integer({ min: 2, max: 24 }),
  after: fc.integer({ min: 0, max: 800 }),
});

function offerOf(principal: bigint, annualRate: string, terms: number): Offer | null {
  const input = planInput({
    owed: { principal },
    instalments: {
      interest: { mode: "reduced", annualRate: decimal(annualRate) },
      minTerms: 1,
      maxTerms: 60,
      offerTerms: [terms],
      minAmountMinor: 0n,
    },
    policy: { full: null, settlement: [], deferment: null },
  });
  return computeOffers(input)[0] ?? null;
}

describe("a plan at a reduced rate that another takes the place of", () => {
  it("has charged each day once by then: what was signed, and the days since the last date", () => {
    const property = fc.property(cases, ({ principal, rate, terms, after }) => {
      const annual = new Decimal(rate).div(10_000);
      const offer = offerOf(principal, annual.toFixed(4), terms);
      if (offer === null) return;
      const { on } = planInput({});
      const until = addDays(on, after);
      const periods = ownPeriods(on, principal, offer.schedule);
      const charged = periods.map((period) => ownInterestBy(period, until, none, rounding));
      let owed = new Decimal(principal.toString());
      let exact = new Decimal(0);
      periods.forEach((period, index) => {
        const days = Math.max(
          0,
          Math.min(after, daysBetween(on, period.to)) - daysBetween(on, period.from),
        );
        const own = owed.times(annual).times(days).div(365);
        exact = exact.plus(own);
        owed = owed.minus(offer.schedule[index]?.components.principal.toString() ?? "0");
        if (period.to <= until) expect(charged[index]).toBe(period.ownMinor);
        if (period.from >= until) expect(charged[index]).toBe(0n);
      });
      const sum = charged.reduce((all, one) => all + one, 0n);
      // Half a unit for each posting, and the half of the period that is split.
      expect(
        exact
          .minus(sum.toString())
          .abs()
          .lte(periods.length / 2 + 1),
      ).toBe(true);
      expect(sum <= offer.totals.interestMinor).toBe(true);
    });
    fc.assert(property, runs(1000));
  });

  it("charges the rest of a split period and no more", () => {
    const property = fc.property(
      fc.bigInt({ min: 0n, max: 1_000_000n }),
      fc.integer({ min: 1, max: 62 }),
      fc.integer({ min: 0, max: 62 }),
      (ownMinor, length, after) => {
        const { on } = planInput({});
        const period = { n: 1, from: on, to: addDays(on, length), ownMinor };
        const first = ownInterestBy(period, addDays(on, after), none, "half-up");
        const next = ownInterestBy(period, addDays(on, after + 1), none, "half-up");
        expect(first >= 0n && first <= next && next <= ownMinor).toBe(true);
      },
    );
    fc.assert(property, runs(1000));
  });
});
