import type { Frequency } from "../policy/policy.ts";
import { addMonths, type CalendarDate, daysBetween } from "../primitives/date.ts";
import { divideRounded, scaledText } from "../primitives/rational.ts";

/** What the annual rate is computed from; minor units. */
export interface Repayment {
  readonly on: CalendarDate;
  /** What is owed on `on`. */
  readonly totalMinor: bigint;
  /** The instalments, in the rhythm of `frequency` from `firstDueOn`. */
  readonly amounts: readonly bigint[];
  readonly frequency: Frequency;
  readonly firstDueOn: CalendarDate;
}

/** Decimals with four places: per year m·i, and compounded (1+i)^m − 1. */
export interface AnnualRates {
  readonly simple: string;
  readonly compound: string;
}

export const noCost: AnnualRates = { simple: "0.0000", compound: "0.0000" };

/**
 * The annual rate of a plan (interfaces.md §5, after PBOC announcement 〔2021〕3号): i is the rate of
 * a period with which the instalments are worth today's balance, total = Σ amountₖ ÷ (1+i)^(s+k−1).
 * Never negative: a plan that costs no more than today's balance has the rate 0.
 */
export function annualRates(repayment: Repayment): AnnualRates {
  const { totalMinor, amounts, frequency } = repayment;
  const paidMinor = amounts.reduce((sum, amount) => sum + amount, 0n);
  const timing = firstPeriods(repayment);
  const lastsNoTime = timing.num === 0 && amounts.length === 1;
  if (paidMinor <= totalMinor || totalMinor <= 0n || lastsNoTime) return noCost;
  const factor = discountFactor(totalMinor, amounts, timing);
  const perYear = periodsPerYear[frequency];
  const periodRate = (one * one) / factor - one;
  const compound = power((one * one) / factor, perYear) - one;
  return { simple: fourPlaces(periodRate * BigInt(perYear)), compound: fourPlaces(compound) };
}

export const periodsPerYear: Record<Frequency, number> = {
  weekly: 52,
  fortnightly: 26,
  "four-weekly": 13,
  monthly: 12,
  "last-working-day": 12,
  "nth-weekday": 12,
};

const periodDays: Partial<Record<Frequency, number>> = {
  weekly: 7,
  fortnightly: 14,
  "four-weekly": 28,
};

/** Periods from today to the first due date, as num ÷ den: the s of the formula. */
interface Periods {
  readonly num: number;
  readonly den: number;
}

function firstPeriods({ frequency, on, firstDueOn }: Repayment): Periods {
  const days = periodDays[frequency];
  if (days !== undefined) return { num: daysBetween(on, firstDueOn), den: days };
  let months = 0;
  while (addMonths(on, months + 1) <= firstDueOn) months += 1;
  const start = addMonths(on, months);
  const den = daysBetween(start, addMonths(on, months + 1));
  return { num: months * den + daysBetween(start, firstDueOn), den };
}

/** Fixed point: whole numbers over 2^160, far finer than four decimals need. */
const bits = 160n;
const one = 1n << bits;
const product = (a: bigint, b: bigint): bigint => (a * b) >> bits;

/**
 * Solves for v = 1 ÷ (1+i). With u = v^(1/den) the value of the instalments is a polynomial in u
 * with no negative coefficient, so Newton's steps from u = 1 fall towards the root and never pass
 * it. Answers v in fixed point.
 */
function discountFactor(totalMinor: bigint, amounts: readonly bigint[], timing: Periods): bigint {
  let root = one;
  let fall = 0n;
  do {
    root -= fall;
    const { value, slope } = presentValue(root, amounts, timing);
    fall = ((value - totalMinor * one) * one) / slope;
  } while (fall > 1n);
  return power(root, timing.den);
}

/** The value today of the instalments and its slope, both by u, in fixed point. */
function presentValue(root: bigint, amounts: readonly bigint[], timing: Periods) {
  const factor = power(root, timing.den);
  let sum = 0n;
  let weighted = 0n;
  for (let index = amounts.length - 1; index >= 0; index -= 1) {
    const amount = (amounts[index] as bigint) * one;
    sum = product(sum, factor) + amount;
    weighted = product(weighted, factor) + BigInt(index) * amount;
  }
  const shift = power(root, timing.num);
  const value = product(sum, shift);
  const degrees = BigInt(timing.num) * sum + BigInt(timing.den) * weighted;
  return { value, slope: (product(degrees, shift) * one) / root };
}

function power(base: bigint, exponent: number): bigint {
  let result = one;
  let square = base;
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = product(result, square);
    square = product(square, square);
  }
  return result;
}

/** To twenty places first, so that the last bits of the root cannot turn a tie. */
function fourPlaces(fixed: bigint): string {
  const scaled = divideRounded(fixed * 10n ** 20n, one, "half-up");
  return scaledText(divideRounded(scaled, 10n ** 16n, "half-up"), 4);
}
