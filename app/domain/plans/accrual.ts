import type { Hold } from "../holds/hold.ts";
import type { InterestTerms } from "../interest/terms.ts";
import type { Component } from "../money/components.ts";
import type { CalendarDate } from "../primitives/date.ts";
import { divideRounded, type Rational, type RoundingMode } from "../primitives/rational.ts";
import { type BearingSpan, bearingTable } from "./bearing.ts";
import type { Owed } from "./owed.ts";

/** The interest of one walk through a plan; walks share nothing. */
export interface PlanAccrual {
  /** Interest in minor units, rounded once, posted on due date `index` (0 = first). */
  post(index: number, owed: Owed): bigint;
  /** Tells how much interest the instalment of that date paid, before the next `post`. */
  paid(interestMinor: bigint): void;
}

/** Starts a walk at the day of the offer. */
export type StartAccrual = () => PlanAccrual;

/** The same interest on every due date: nothing when frozen, the fee in fee mode. */
export function flatAccrual(perInstalmentMinor: bigint): StartAccrual {
  const accrual = { post: () => perInstalmentMinor, paid: () => {} };
  return () => accrual;
}

export interface DailyAccrualInput {
  readonly terms: InterestTerms;
  readonly holds: readonly Hold[];
  readonly rounding: RoundingMode;
  readonly from: CalendarDate;
  readonly dueOn: readonly CalendarDate[];
  /** Unpaid interest that bears interest on `from`; minor units. */
  readonly bearingMinor: bigint;
  /** Exact interest before `from` that counts against a total cap; minor units. */
  readonly before: Rational;
}

/** Interest by the day on what is left, posted on each due date (interfaces.md §5). */
export function dailyAccrual(input: DailyAccrualInput): StartAccrual {
  const { terms, holds, from, dueOn, before } = input;
  const { den, periods } = bearingTable(terms, holds, from, dueOn, before.den);
  const simple =
    terms.compounding === "none" &&
    !terms.accruesOn.includes("interest") &&
    (terms.cap?.totalMinor ?? null) === null;
  return simple
    ? simpleAccrual(input, den, periods)
    : () => steppedAccrual(input, den, periods, before.num * (den / before.den));
}

/** Base × one factor for the whole period: the base cannot change inside it. */
function simpleAccrual(
  input: DailyAccrualInput,
  den: bigint,
  periods: readonly (readonly BearingSpan[])[],
): StartAccrual {
  const factors = periods.map((spans) => spans.reduce((sum, span) => sum + span.factor, 0n));
  const { terms, rounding } = input;
  const post = (index: number, owed: Owed) =>
    divideRounded(baseOf(terms.accruesOn, owed) * (factors[index] as bigint), den, rounding);
  const accrual = { post, paid: () => {} };
  return () => accrual;
}

/** Compounding and total caps need the spans one after another. */
function steppedAccrual(
  input: DailyAccrualInput,
  den: bigint,
  periods: readonly (readonly BearingSpan[])[],
  beforeNum: bigint,
): PlanAccrual {
  const { terms, rounding } = input;
  const bearers = terms.accruesOn.filter((name) => name !== "interest");
  const capMinor = terms.cap?.totalMinor ?? null;
  let bearingMinor = input.bearingMinor;
  let postedBefore = beforeNum;

  const rounded = (num: bigint) => divideRounded(num, den, rounding);
  const post = (index: number, owed: Owed) => {
    let soFar = postedBefore;
    for (const span of periods[index] as readonly BearingSpan[]) {
      if (span.joins) bearingMinor = owed.interest + rounded(soFar - postedBefore);
      const wanted = (baseOf(bearers, owed) + bearingMinor) * span.factor;
      soFar += capMinor === null ? wanted : atMost(wanted, capMinor * den - soFar);
    }
    const exact = soFar - postedBefore;
    postedBefore = soFar;
    return rounded(exact);
  };
  const paid = (interestMinor: bigint) => {
    bearingMinor = bearingMinor > interestMinor ? bearingMinor - interestMinor : 0n;
  };
  return { post, paid };
}

function baseOf(names: readonly Component[], owed: Owed): bigint {
  let baseMinor = 0n;
  for (const name of names) baseMinor += owed[name];
  return baseMinor;
}

function atMost(wanted: bigint, left: bigint): bigint {
  if (left <= 0n) return 0n;
  return wanted < left ? wanted : left;
}
