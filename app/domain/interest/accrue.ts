import type { Hold } from "../holds/hold.ts";
import { stoppedBy } from "../holds/in-force.ts";
import type { Components } from "../money/components.ts";
import { addDays, type CalendarDate, daysBetween } from "../primitives/date.ts";
import {
  add,
  compare,
  multiply,
  type Rational,
  type RoundingMode,
  rational,
  round,
  subtract,
  zero,
} from "../primitives/rational.ts";
import { type DayRate, rateOn } from "./rate.ts";
import { stretches } from "./stretches.ts";
import type { ExplanationLine, InterestTerms } from "./terms.ts";

export interface AccrualInput {
  readonly terms: InterestTerms;
  /**
   * What is owed by component on `from`, after that day's movements; minor units. Where interest
   * compounds, all of `before` is posted: its rounded amount stands in the interest.
   */
  readonly components: Components;
  readonly holds: readonly Hold[];
  readonly from: CalendarDate;
  /** The first day that is no longer charged. */
  readonly to: CalendarDate;
  /** Interest that joins the base on a statement day is posted, so rounded, on that day. */
  readonly rounding: RoundingMode;
  /** Exact interest since `asOf` before `from`, minor units: counts against a total cap. */
  readonly before?: Rational;
  /** Unpaid interest that bears interest on `from`; absent: all of it if `accruesOn` says so. */
  readonly bearingMinor?: bigint;
}

/** One line before rounding; `exact` in minor units. */
export type AccruedLine = Omit<ExplanationLine, "amountMinor"> & { readonly exact: Rational };

export interface Accrual {
  /** Exact interest of the interval in minor units; round it once, when it is posted. */
  readonly exact: Rational;
  readonly lines: readonly AccruedLine[];
  /** Hand to the next interval, less what was paid of it: see `bearingAfterPayment`. */
  readonly bearingMinor: bigint;
}

/**
 * Contractual interest on [from, to) (domain.md §2): each day bears the rate in force on the
 * balance with which it starts; a day under a hold that stops interest bears none; unpaid interest
 * joins the base on statement days when it compounds. `explain` turns the lines into amounts.
 */
export function accrueInterval(input: AccrualInput): Accrual {
  const before = input.before ?? zero;
  let bearingMinor = input.bearingMinor ?? bearingAtStart(input);
  let exact = zero;
  const lines: AccruedLine[] = [];
  for (const stretch of stretches(input.terms, input.holds, input.from, input.to)) {
    const soFar = add(before, exact);
    if (stretch.joins) bearingMinor = unpaidInterest(input, soFar);
    const baseMinor = principalBase(input) + bearingMinor;
    for (const line of linesOf(input, stretch.from, stretch.to, baseMinor, soFar)) {
      exact = add(exact, line.exact);
      append(lines, line);
    }
  }
  return { exact, lines, bearingMinor };
}

/** What is left of the interest that bears interest once some was paid: the oldest goes first. */
export function bearingAfterPayment(bearingMinor: bigint, interestPaidMinor: bigint): bigint {
  const left = bearingMinor - interestPaidMinor;
  return left > 0n ? left : 0n;
}

/**
 * The lines with amounts in minor units, rounded cumulatively: they sum exactly to
 * round(before + Σ) − round(before), so to the posting when `before` is zero.
 */
export function explain(
  lines: readonly AccruedLine[],
  rounding: RoundingMode,
  before: Rational = zero,
): ExplanationLine[] {
  let running = before;
  let posted = round(before, rounding);
  return lines.map(({ exact, ...line }) => {
    running = add(running, exact);
    const upTo = round(running, rounding);
    const amountMinor = upTo - posted;
    posted = upTo;
    return { ...line, amountMinor };
  });
}

function bearingAtStart(input: AccrualInput): bigint {
  return input.terms.accruesOn.includes("interest") ? input.components.interest : 0n;
}

function unpaidInterest(input: AccrualInput, soFar: Rational): bigint {
  const { components, rounding, before = zero } = input;
  return components.interest + round(soFar, rounding) - round(before, rounding);
}

function principalBase(input: AccrualInput): bigint {
  let baseMinor = 0n;
  for (const name of input.terms.accruesOn) {
    if (name !== "interest") baseMinor += input.components[name];
  }
  return baseMinor;
}

/** The lines of one stretch: two when a total cap is reached inside it, none when nothing bears. */
function linesOf(
  input: AccrualInput,
  from: CalendarDate,
  to: CalendarDate,
  baseMinor: bigint,
  soFar: Rational,
): AccruedLine[] {
  const rate = rateOn(input.terms, from);
  if (baseMinor <= 0n || rate.perDay.num === 0n) return [];
  const hold = stoppedBy(input.holds, "interest", from);
  if (hold !== null) return [stopped(from, to, baseMinor, `hold:${hold.kind}`)];
  const days = daysBetween(from, to);
  const perDay = multiply(rational(baseMinor), rate.perDay);
  const exact = multiply(perDay, rational(BigInt(days)));
  const line: AccruedLine = { ...charged(from, to, baseMinor, rate), exact };
  const capMinor = input.terms.cap?.totalMinor ?? null;
  if (capMinor === null) return [line];
  const left = subtract(rational(capMinor), soFar);
  return compare(exact, left) <= 0 ? [line] : cappedLines(line, perDay, left);
}

function charged(from: CalendarDate, to: CalendarDate, baseMinor: bigint, rate: DayRate) {
  return {
    from,
    to,
    days: daysBetween(from, to),
    baseMinor,
    rate: rate.text,
    component: "interest",
    rule: rate.rule,
    ...(rate.yearDays === null ? {} : { yearDays: rate.yearDays }),
  } as const;
}

function stopped(from: CalendarDate, to: CalendarDate, baseMinor: bigint, rule: string) {
  const days = daysBetween(from, to);
  return {
    from,
    to,
    days,
    baseMinor,
    rate: "0",
    component: "interest",
    rule,
    exact: zero,
  } as const;
}

/** The days that still fit under a total cap, then the day that fills it and those after it. */
function cappedLines(line: AccruedLine, perDay: Rational, leftOrLess: Rational): AccruedLine[] {
  const left = leftOrLess.num > 0n ? leftOrLess : zero;
  const fit = Number((left.num * perDay.den) / (left.den * perDay.num));
  const full = multiply(perDay, rational(BigInt(fit)));
  const rest = subtract(left, full);
  const reached = addDays(line.from, fit);
  const capped: AccruedLine = {
    ...line,
    from: reached,
    days: line.days - fit,
    rate: rest.num > 0n ? line.rate : "0",
    rule: "total-cap",
    exact: rest,
  };
  return fit === 0 ? [capped] : [{ ...line, to: reached, days: fit, exact: full }, capped];
}

/** Adds a line, or lengthens the last one when nothing changed between them. */
function append(lines: AccruedLine[], line: AccruedLine): void {
  const last = lines.at(-1);
  if (last === undefined || !isContinued(last, line)) {
    lines.push(line);
    return;
  }
  const { from, days, exact } = last;
  lines[lines.length - 1] = {
    ...line,
    from,
    days: days + line.days,
    exact: add(exact, line.exact),
  };
}

/** Whether a line goes on where another ends, with the same base, rate and rule. */
export function isContinued(last: Continuable, line: Continuable): boolean {
  return (
    last.to === line.from &&
    last.baseMinor === line.baseMinor &&
    last.rate === line.rate &&
    last.rule === line.rule &&
    last.yearDays === line.yearDays
  );
}

type Continuable = Omit<ExplanationLine, "amountMinor">;
