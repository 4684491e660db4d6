import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Components, componentNames, totalOf } from "#app/domain/money/components.ts";
import type { OfferInput } from "#app/domain/plans/input.ts";
import type { Offer } from "#app/domain/plans/offer.ts";
import { computeOffers } from "#app/domain/plans/offers.ts";
import type { RoundingMode } from "#app/domain/primitives/rational.ts";
import { inputOf, minor, type Plan, plan } from "../../support/oracle/plan-cases.ts";
import {
  exact,
  type OracleInterest,
  type OraclePlan,
  oracleLevel,
  oracleRates,
  oracleSchedule,
} from "../../support/oracle/plans.ts";
import { runs } from "../../support/oracle/plans-runs.ts";

const roundings: Record<RoundingMode, Decimal.Rounding> = {
  "half-up": Decimal.ROUND_HALF_UP,
  "half-even": Decimal.ROUND_HALF_EVEN,
  up: Decimal.ROUND_UP,
  down: Decimal.ROUND_DOWN,
};
const perYear = { weekly: 52, fortnightly: 26, "four-weekly": 13, monthly: 12 } as const;

const rules = fc.record({
  unitMinor: fc.constantFrom(1n, 10n, 100n, 1000n, 5000n),
  minAmountMinor: minor(20_000),
  downPaymentMinMinor: fc.oneof(fc.constant(0n), minor(200_000)),
});

function oracleOf(it: Plan, input: OfferInput, offer: Offer): OraclePlan {
  const [hold] = input.account.holds;
  const overdueOn = (date: string) =>
    it.overdue === null ? 0 : it.overdue + (Date.parse(date) - Date.parse(input.on)) / 86_400_000;
  const heldOn = (date: string) =>
    hold !== undefined && hold.from <= date && date < (hold.to ?? "9999");
  const daily = { mode: "daily", heldOn } as const;
  const none = { bearers: ["principal"], statementDay: null, capMinor: null };
  const year = (rate: Decimal.Value) => () => new exact(rate).div(365);
  const rate = (share: { num: bigint; den: bigint }) => `${Number(share.num) / Number(share.den)}`;
  const wanted: OracleInterest =
    it.interest.mode === "frozen"
      ? { mode: "frozen" }
      : it.interest.mode === "fee"
        ? { mode: "fee", fee: rate(it.interest.feePerInstalment) }
        : it.interest.mode === "reduced"
          ? { ...daily, ...none, rateOn: year(rate(it.interest.annualRate)) }
          : {
              ...daily,
              rateOn: () => new exact(it.dailyRate),
              bearers: it.bearers,
              statementDay: it.statementDay,
              capMinor: it.capMinor === null ? null : String(it.capMinor),
            };
  return {
    on: input.on,
    dueOn: offer.schedule.map((line) => line.dueOn),
    owed: Object.fromEntries(Object.entries(it.owed).map(([name, value]) => [name, String(value)])),
    interest: wanted,
    rounding: roundings[it.rounding],
    orderOn: (date) =>
      overdueOn(date) <= 90
        ? ["costs", "fees", "penalty", "interest", "principal"]
        : ["costs", "principal", "interest", "penalty", "fees"],
  };
}

describe("every schedule", { timeout: 600_000 }, () => {
  it("sums exactly, never goes negative, and clears with a last one not above the others", () => {
    fc.assert(
      fc.property(plan, rules, (it, more) => {
        for (const offer of computeOffers(inputOf(it, more))) {
          checkSums(it.owed, offer, more.downPaymentMinMinor);
        }
      }),
      runs(1000),
    );
  });

  it("agrees with the decimal oracle on amounts, interest and balances", () => {
    fc.assert(
      fc.property(plan, (it) => {
        const input = inputOf(it);
        for (const offer of computeOffers(input)) {
          const oracle = oracleOf(it, input, offer);
          const level = oracleLevel(oracle);
          const lines = oracleSchedule(oracle, level);
          expect(offer.schedule.map((line) => [line.amountMinor, line.balanceAfterMinor])).toEqual(
            lines.map((line) => [big(line.amount), big(line.balanceAfter)]),
          );
          const added = lines.reduce((total, line) => total.plus(line.interest), new exact(0));
          expect(offer.totals.interestMinor).toBe(big(added));
          if (it.interest.mode !== "fee") checkPrincipal(it.owed, offer, lines);
        }
      }),
      runs(200),
    );
  });

  it("has the annual rate of the oracle, to four decimals", () => {
    fc.assert(
      fc.property(plan, (it) => {
        const input = inputOf(it);
        for (const offer of computeOffers(input)) {
          if (offer.schedule.length === 1 && offer.firstDueOn === input.on) continue;
          const amounts = offer.schedule.map((line) => String(line.amountMinor));
          const [simple, compound] = oracleRates({
            on: input.on,
            firstDueOn: offer.firstDueOn,
            total: String(input.balance.totalMinor),
            amounts,
            perYear: perYear[it.frequency],
          });
          expect([offer.annualRate, offer.annualRateCompound]).toEqual([
            simple.toFixed(4),
            compound.toFixed(4),
          ]);
        }
      }),
      runs(100),
    );
  });
});

const big = (value: Decimal) => BigInt(value.toFixed(0));

function checkPrincipal(
  owed: Components,
  offer: Offer,
  lines: readonly { readonly principalAfter: Decimal }[],
) {
  let left = owed.principal;
  for (const [index, line] of offer.schedule.entries()) {
    left -= line.components.principal;
    expect(left).toBe(big(lines[index]?.principalAfter ?? new exact(-1)));
  }
}

function checkSums(owed: Components, offer: Offer, downMinor: bigint) {
  const { schedule, totals } = offer;
  const first = schedule[0]?.amountMinor ?? 0n;
  const level = (offer.terms > 2 ? schedule[1]?.amountMinor : undefined) ?? first;
  let balance = totalOf(owed);
  const paid: Record<string, bigint> = {};
  for (const line of schedule) {
    expect(line.amountMinor).toBeGreaterThan(0n);
    if (line.n > 1 && line.n < offer.terms) expect(line.amountMinor).toBe(level);
    expect(totalOf(line.components)).toBe(line.amountMinor);
    expect(line.balanceAfterMinor).toBeGreaterThanOrEqual(0n);
    for (const name of componentNames) {
      expect(line.components[name]).toBeGreaterThanOrEqual(0n);
      paid[name] = (paid[name] ?? 0n) + line.components[name];
    }
  }
  if (offer.terms > 1) expect(first).toBe(level > downMinor ? level : first);
  expect(first).toBeGreaterThanOrEqual(offer.terms > 1 ? downMinor : 0n);
  balance += totals.interestMinor;
  expect(schedule.at(-1)?.amountMinor).toBeLessThanOrEqual(level);
  expect(schedule.at(-1)?.balanceAfterMinor).toBe(0n);
  expect(schedule.map((line) => line.n)).toEqual(schedule.map((_, index) => index + 1));
  expect(paid).toEqual({ ...owed, interest: owed.interest + totals.interestMinor });
  expect(totals.toPayMinor).toBe(balance);
}
