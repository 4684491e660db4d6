import fc from "fast-check";
import type { OracleAccount, OracleInterest, OracleMovement } from "../oracle/balance.ts";

/** Random accounts in the JSON form of a quote: month ends, leap years, holds, both bands. */

const numRuns = Number(process.env.EVENKEEL_PROPERTY_RUNS ?? 1000);
export const cases = { numRuns };

const components = ["principal", "interest", "penalty", "fees", "costs"] as const;

/** An amount in major units with two places, often small enough for rounding to matter. */
export const amount = fc
  .oneof(
    fc.integer({ min: 0, max: 500 }),
    fc.integer({ min: 0, max: 2_000_000 }),
    fc.integer({ min: 0, max: 2_000_000_000 }),
  )
  .map((minor) => (minor / 100).toFixed(2));

const positiveAmount = amount.map((text) => (Number(text) === 0 ? "0.01" : text));

/** A day from late 2023 to 2028: two leap years are in it. */
export function dayFrom(least: string, most: number): fc.Arbitrary<string> {
  return fc.integer({ min: 0, max: most }).map((days) => plusDays(least, days));
}

export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

const rate = fc.oneof(
  fc.integer({ min: 0, max: 100 }).map((n) => ({ dailyRate: (n / 100_000).toFixed(5) })),
  fc.record({
    annualRate: fc.integer({ min: 0, max: 3_650 }).map((n) => (n / 10_000).toFixed(4)),
    dayCount: fc.constantFrom("act/365", "act/360", "act/act"),
  }),
);

function interestFrom(asOf: string): fc.Arbitrary<OracleInterest> {
  const change = fc.record({ from: dayFrom(plusDays(asOf, -30), 400), rate });
  return fc
    .record({
      rate,
      accruesOn: fc.subarray([...components], { minLength: 1 }),
      compounding: fc.constantFrom("none", "none", "statement"),
      statementDay: fc.integer({ min: 1, max: 31 }),
      changes: fc.uniqueArray(change, { maxLength: 3, selector: ({ from }) => from }),
    })
    .map(({ rate: first, changes, ...rest }) => ({
      ...first,
      ...rest,
      rates: changes
        .sort((a, b) => (a.from < b.from ? -1 : 1))
        .map(({ from, rate: later }) => ({ from, ...later })),
    }));
}

function movementFrom(asOf: string, days: number): fc.Arbitrary<OracleMovement> {
  const common = { on: dayFrom(asOf, days), amount: positiveAmount };
  return fc.oneof(
    { weight: 4, arbitrary: fc.record({ ...common, kind: fc.constant("payment") }) },
    fc.record({ ...common, kind: fc.constantFrom("credit", "waiver") }),
    fc.record({
      ...common,
      kind: fc.constant("charge"),
      component: fc.constantFrom(...components),
    }),
  );
}

function holdFrom(asOf: string) {
  return fc
    .record({ from: dayFrom(plusDays(asOf, -40), 200), days: fc.option(fc.nat(90)) })
    .map(({ from, days }) => ({
      kind: "manual",
      from,
      to: days === null ? null : plusDays(from, days),
      effects: ["interest"],
    }));
}

export interface AccountCase {
  readonly account: OracleAccount & { readonly accountRef: string; readonly currency: string };
  readonly on: string;
}

/** An account, and a day up to 400 days after its snapshot with every movement in between. */
export const accountCase: fc.Arbitrary<AccountCase> = fc
  .record({ asOf: dayFrom("2023-11-20", 900), days: fc.nat(400) })
  .chain(({ asOf, days }) =>
    fc.record({
      on: fc.constant(plusDays(asOf, days)),
      account: fc.record({
        accountRef: fc.constant("A-1"),
        currency: fc.constant("CNY"),
        asOf: fc.constant(asOf),
        components: fc.record({
          principal: amount,
          interest: amount,
          penalty: amount,
          fees: amount,
          costs: amount,
        }),
        delinquentSince: fc.option(dayFrom(plusDays(asOf, -150), 200)),
        interest: interestFrom(asOf),
        movements: fc.array(movementFrom(asOf, days), { maxLength: 6 }),
        holds: fc.array(holdFrom(asOf), { maxLength: 3 }),
      }),
    }),
  );

export const rounding = fc.constantFrom("half-up", "half-even", "up", "down");
