import type { Hold } from "../holds/hold.ts";
import { type CalendarDate, dateFrom, isLeapYear, yearOf } from "../primitives/date.ts";
import { statementDays } from "./statement-days.ts";
import type { InterestTerms } from "./terms.ts";

/** Days [from, to) on which rate, holds and base stay as they are on the first of them. */
export interface Stretch {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Unpaid interest joins the base at the start of this stretch. */
  readonly joins: boolean;
}

/** Cuts [from, to) wherever a rate, a hold, the length of the year or the base can change. */
export function stretches(
  terms: InterestTerms,
  holds: readonly Hold[],
  from: CalendarDate,
  to: CalendarDate,
): Stretch[] {
  if (from >= to) return [];
  const joins = new Set(joinDays(terms, from, to));
  const cuts = new Set<CalendarDate>([from, ...joins]);
  const candidates = [...rateChanges(terms), ...holdEdges(holds), ...yearEdges(terms, from, to)];
  for (const day of candidates) if (from < day && day < to) cuts.add(day);
  const starts = [...cuts].sort();
  return starts.map((start, index) => ({
    from: start,
    to: starts[index + 1] ?? to,
    joins: joins.has(start),
  }));
}

/** The days in [from, to) on which unpaid interest joins the base; none unless it compounds. */
export function joinDays(
  terms: InterestTerms,
  from: CalendarDate,
  to: CalendarDate,
): CalendarDate[] {
  if (terms.compounding !== "statement" || terms.statementDay === null) return [];
  return statementDays(terms.statementDay, from, to);
}

function rateChanges(terms: InterestTerms): CalendarDate[] {
  return terms.rates.map((change) => change.from);
}

function holdEdges(holds: readonly Hold[]): CalendarDate[] {
  return holds
    .filter((hold) => hold.effects.includes("interest"))
    .flatMap((hold) => (hold.to === null ? [hold.from] : [hold.from, hold.to]));
}

/** The first of January wherever a leap year begins or ends, for act/act. */
function yearEdges(terms: InterestTerms, from: CalendarDate, to: CalendarDate): CalendarDate[] {
  const rates = [terms.rate, ...terms.rates.map((change) => change.rate)];
  if (!rates.some((rate) => rate.per === "year" && rate.dayCount === "act/act")) return [];
  const edges: CalendarDate[] = [];
  for (let year = yearOf(from) + 1; year <= yearOf(to); year += 1) {
    if (isLeapYear(year) !== isLeapYear(year - 1)) edges.push(dateFrom(year, 1, 1));
  }
  return edges;
}
