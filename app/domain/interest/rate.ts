import { type CalendarDate, isLeapYear, yearOf } from "../primitives/date.ts";
import { plainDecimal } from "../primitives/plain-decimal.ts";
import { compare, multiply, type Rational, rational } from "../primitives/rational.ts";
import type { DayCount, InterestTerms, Rate } from "./terms.ts";

/** What one day costs: `perDay` is a share of the base; the rest says where it came from. */
export interface DayRate {
  readonly perDay: Rational;
  readonly text: string;
  readonly rule: "daily-rate" | "annual-rate" | "rate-cap";
  /** Days of the year that an annual rate is spread over; null for a daily rate. */
  readonly yearDays: number | null;
}

/** The rate in force on a day, after the annual ceiling (domain.md §2). */
export function rateOn(terms: InterestTerms, day: CalendarDate): DayRate {
  const rate = agreedRateOn(terms, day);
  const ceiling = terms.cap?.annualRate ?? null;
  if (ceiling !== null && compare(byYear(rate), ceiling) > 0) {
    const dayCount = rate.per === "year" ? rate.dayCount : "act/365";
    return annual(ceiling, dayCount, day, plainDecimal(ceiling), "rate-cap");
  }
  return rate.per === "day"
    ? { perDay: rate.value, text: rate.text, rule: "daily-rate", yearDays: null }
    : annual(rate.value, rate.dayCount, day, rate.text, "annual-rate");
}

function agreedRateOn(terms: InterestTerms, day: CalendarDate): Rate {
  let rate = terms.rate;
  for (const change of terms.rates) if (change.from <= day) rate = change.rate;
  return rate;
}

/** A daily rate counts 365 times against an annual ceiling. */
function byYear(rate: Rate): Rational {
  return rate.per === "year" ? rate.value : multiply(rate.value, rational(365n));
}

function annual(
  value: Rational,
  dayCount: DayCount,
  day: CalendarDate,
  text: string,
  rule: "annual-rate" | "rate-cap",
): DayRate {
  const yearDays = daysOfYear(dayCount, day);
  const perDay = rational(value.num, value.den * BigInt(yearDays));
  return { perDay, text, rule, yearDays };
}

/** ISDA act/act: days in a leap year over 366, the others over 365 (2006 definitions, 4.16(b)). */
function daysOfYear(dayCount: DayCount, day: CalendarDate): number {
  if (dayCount === "act/360") return 360;
  return dayCount === "act/act" && isLeapYear(yearOf(day)) ? 366 : 365;
}
