import fc from "fast-check";
import type { InterestTerms } from "#app/domain/interest/terms.ts";
import type { OfferInput } from "#app/domain/plans/input.ts";
import type { InstalmentRule, PlanInterest } from "#app/domain/policy/policy.ts";
import { addDays, calendarDate } from "#app/domain/primitives/date.ts";
import { decimal, type RoundingMode } from "#app/domain/primitives/rational.ts";
import { planInput } from "./plans-input.ts";

/** An amount in minor units. */
export const minor = (max: number) => fc.bigInt({ min: 0n, max: BigInt(max) });
const components = fc.record({
  principal: minor(3_000_000).map((value) => value + 1n),
  interest: minor(60_000),
  penalty: minor(20_000),
  fees: minor(3000),
  costs: minor(3000),
});
const interest: fc.Arbitrary<PlanInterest> = fc.oneof(
  fc.constant({ mode: "frozen" } as const),
  fc.constant({ mode: "contract" } as const),
  fc.nat(3600).map((bp) => ({ mode: "reduced" as const, annualRate: decimal(`0.${pad(bp)}`) })),
  fc.nat(300).map((bp) => ({ mode: "fee" as const, feePerInstalment: decimal(`0.${pad(bp)}`) })),
);
const pad = (bp: number) => String(bp).padStart(4, "0");

/** Any instalment plan: what is owed, its interest, rhythm, rate, holds and rounding. */
export const plan = fc.record({
  owed: components,
  interest,
  terms: fc.integer({ min: 1, max: 14 }),
  frequency: fc.constantFrom("weekly", "fortnightly", "four-weekly", "monthly") as fc.Arbitrary<
    "weekly" | "fortnightly" | "four-weekly" | "monthly"
  >,
  startDay: fc.nat(1500),
  waitDays: fc.nat(60),
  overdue: fc.option(fc.nat(140)),
  rounding: fc.constantFrom<RoundingMode>("half-up", "half-even", "up", "down"),
  dailyRate: fc.constantFrom("0.0005", "0.00035", "0.0007", "0.01", "0"),
  bearers: fc.constantFrom(["principal"] as const, ["principal", "fees"] as const),
  statementDay: fc.option(fc.integer({ min: 1, max: 31 })),
  capMinor: fc.option(minor(100_000)),
  hold: fc.option(fc.record({ after: fc.integer({ min: -40, max: 200 }), days: fc.nat(90) })),
});
export type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

/** The account and the policy of such a plan, on the day that it is signed. */
export function inputOf(it: Plan, more: Partial<InstalmentRule> = {}): OfferInput {
  const on = addDays(calendarDate("2026-01-15"), it.startDay);
  const terms: InterestTerms = {
    rate: { per: "day", value: decimal(it.dailyRate), text: it.dailyRate },
    rates: [],
    accruesOn: it.bearers,
    compounding: it.statementDay === null ? "none" : "statement",
    statementDay: it.statementDay,
    cap: it.capMinor === null ? null : { totalMinor: it.capMinor, annualRate: null },
  };
  const held = it.hold && { from: addDays(on, it.hold.after), days: it.hold.days };
  return planInput({
    on,
    owed: it.owed,
    account: {
      interest: terms,
      delinquentSince: it.overdue === null ? null : addDays(on, -it.overdue),
      holds: held
        ? [
            {
              kind: "breathing-space",
              from: held.from,
              to: addDays(held.from, held.days),
              effects: ["interest"],
            },
          ]
        : [],
    },
    policy: { rounding: it.rounding },
    instalments: {
      offerTerms: [it.terms],
      frequencies: [it.frequency],
      interest: it.interest,
      firstDueFromDays: it.waitDays,
      ...more,
    },
  });
}
