import type { Hold } from "../holds/hold.ts";
import { stoppedBy } from "../holds/in-force.ts";
import { rateOn } from "../interest/rate.ts";
import { type Stretch, stretches } from "../interest/stretches.ts";
import type { InterestTerms } from "../interest/terms.ts";
import { type CalendarDate, toDayNumber } from "../primitives/date.ts";

/**
 * Days on which rate, holds and base stay as they are, with what they cost as a whole number:
 * interest in minor units = base × `factor` ÷ the table's `den`.
 */
export interface BearingSpan {
  readonly factor: bigint;
  /** Unpaid interest joins the base at the start of this span. */
  readonly joins: boolean;
}

/** The spans of each plan period, over one common denominator. */
export interface BearingTable {
  readonly den: bigint;
  readonly periods: readonly (readonly BearingSpan[])[];
}

/**
 * Prepares interest for plan periods [from, due₁), [due₁, due₂) … so that a schedule needs only
 * integer products: the same days, rates and holds as `accrueInterval`, worked out once however
 * often an amount is tried. `dueOn` ascends from `from`; equal dates give an empty period. The
 * common denominator is a multiple of `multipleOf`.
 */
export function bearingTable(
  terms: InterestTerms,
  holds: readonly Hold[],
  from: CalendarDate,
  dueOn: readonly CalendarDate[],
  multipleOf = 1n,
): BearingTable {
  const end = dueOn.at(-1) ?? from;
  const rated = stretches(terms, holds, from, end).map((stretch) => rate(stretch, terms, holds));
  const den = rated.reduce((common, stretch) => leastCommon(common, stretch.den), multipleOf);
  let next = 0;
  let start = toDayNumber(from);
  const periods = dueOn.map((due) => {
    const dueDay = toDayNumber(due);
    const spans: BearingSpan[] = [];
    while (start < dueDay) {
      const stretch = rated[next] as RatedStretch;
      const stop = Math.min(stretch.to, dueDay);
      const factor = BigInt(stop - start) * stretch.num * (den / stretch.den);
      spans.push({ factor, joins: stretch.joins && start === stretch.from });
      start = stop;
      if (stop === stretch.to) next += 1;
    }
    return spans;
  });
  return { den, periods };
}

/** A stretch by day numbers with what one day of it costs per minor unit of base. */
interface RatedStretch {
  readonly from: number;
  readonly to: number;
  readonly joins: boolean;
  readonly num: bigint;
  readonly den: bigint;
}

function rate(stretch: Stretch, terms: InterestTerms, holds: readonly Hold[]): RatedStretch {
  const { from, to, joins } = stretch;
  const held = stoppedBy(holds, "interest", from) !== null;
  const { num, den } = rateOn(terms, from).perDay;
  const days = { from: toDayNumber(from), to: toDayNumber(to), joins };
  return held ? { ...days, num: 0n, den: 1n } : { ...days, num, den };
}

function leastCommon(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return (a / x) * b;
}
