import { formatAmount } from "#app/domain/money/amount.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import {
  addMonths,
  type CalendarDate,
  dateFrom,
  daysBetween,
  maxDate,
  yearOf,
} from "#app/domain/primitives/date.ts";

/** A balance over time: what is left from each date on. */
export interface StepSeries {
  readonly key: string;
  readonly label: string;
  /** Ascending by date; the first is the picture's first day. Minor units. */
  readonly points: readonly { readonly on: CalendarDate; readonly balanceMinor: bigint }[];
}

/** Positions are shares of the drawing: 0 left or top, 100 right or bottom. Floats, not money. */
export interface StepPicture {
  readonly lines: readonly StepLine[];
  readonly grid: readonly { readonly y: number; readonly value: number }[];
  readonly ticks: readonly { readonly x: number; readonly on: CalendarDate }[];
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

export interface StepLine {
  readonly key: string;
  readonly label: string;
  readonly path: string;
  readonly endX: number;
  readonly labelX: number;
  readonly labelY: number;
  /** The side of the line that has more room for its name. */
  readonly labelSide: "right" | "left";
}

/** Draws balances as steps, because money moves on a day; baseline zero. */
export function drawSteps(series: readonly StepSeries[], currency: Currency): StepPicture {
  const points = series.flatMap((one) => one.points);
  const first = points[0];
  assert(first, "a chart of at least one point");
  const to = points.reduce((last, point) => maxDate(last, point.on), first.on);
  const most = points.reduce((top, { balanceMinor: b }) => (b > top ? b : top), 1n);
  const scale = { from: first.on, days: Math.max(daysBetween(first.on, to), 1), most };
  const byEnd = [...series].sort((a, b) => (endOf(a) < endOf(b) ? -1 : 1));
  return {
    lines: series.map((one) => line(one, scale, byEnd)),
    grid: gridOf(Number(formatAmount(most, currency))),
    ticks: ticksOf(scale, to),
    from: first.on,
    to,
  };
}

/** The table behind it: what is left of each on every date on which any changes. */
export function datedBalances(
  series: readonly StepSeries[],
): { readonly on: CalendarDate; readonly left: readonly (bigint | null)[] }[] {
  const dates = [...new Set(series.flatMap((one) => one.points.map((point) => point.on)))].sort();
  return dates.map((on) => ({ on, left: series.map((one) => leftOn(one, on)) }));
}

interface Scale {
  readonly from: CalendarDate;
  readonly days: number;
  readonly most: bigint;
}

/** A short plan is named low, where it is alone; a long one high. */
function line(series: StepSeries, scale: Scale, byEnd: readonly StepSeries[]): StepLine {
  const [start, ...later] = series.points;
  assert(start, "a line of at least one point");
  const steps = later.map(
    (point) => `H${x(point.on, scale).toFixed(2)} V${y(point.balanceMinor, scale).toFixed(2)}`,
  );
  const rank = byEnd.indexOf(series);
  const labelY = 100 - ((rank + 1) / (byEnd.length + 1)) * 100;
  const labelX = passes(series, labelY, scale);
  const [before, after] = [byEnd[rank - 1], byEnd[rank + 1]];
  const roomLeft = labelX - (before ? passes(before, labelY, scale) : 0);
  const roomRight = (after ? passes(after, labelY, scale) : 100) - labelX;
  return {
    key: series.key,
    label: series.label,
    path: `M0 ${y(start.balanceMinor, scale).toFixed(2)} ${steps.join(" ")}`,
    endX: x(endOf(series), scale),
    labelX,
    labelY,
    labelSide: roomRight >= roomLeft ? "right" : "left",
  };
}

/** Where a line first comes down to a level. */
function passes(series: StepSeries, level: number, scale: Scale): number {
  const point = series.points.find(({ balanceMinor }) => y(balanceMinor, scale) >= level);
  return x(point?.on ?? endOf(series), scale);
}

function x(on: CalendarDate, { from, days }: Scale): number {
  return (daysBetween(from, on) / days) * 100;
}

function y(balanceMinor: bigint, { most }: Scale): number {
  return 100 - Number((balanceMinor * 10_000n) / most) / 100;
}

function endOf(series: StepSeries): CalendarDate {
  const last = series.points.at(-1);
  assert(last, "a line of at least one point");
  return last.on;
}

/** Steps between level lines as shares of the sum's magnitude, the roundest first. */
const roundSteps = [1, 2, 0.5, 0.25, 0.4, 1.5, 0.75];

/** Three or four level lines at round values, below the top. */
function gridOf(most: number): StepPicture["grid"] {
  const magnitude = 10 ** Math.floor(Math.log10(most));
  const steps = roundSteps.map((share) => share * magnitude);
  const step = steps.find((one) => [3, 4].includes(linesBelow(most, one))) ?? magnitude;
  return Array.from({ length: linesBelow(most, step) }, (_, index) => {
    const value = step * (index + 1);
    return { value, y: 100 - (value / most) * 100 };
  });
}

function linesBelow(most: number, step: number): number {
  return Math.ceil(most / step) - 1;
}

/** New years when the picture is long, quarters or months when it is short; none near an edge. */
function ticksOf(scale: Scale, to: CalendarDate): StepPicture["ticks"] {
  const months = scale.days / 30;
  const every = months > 60 ? 24 : months > 24 ? 12 : months > 9 ? 3 : 1;
  const ticks: { x: number; on: CalendarDate }[] = [];
  for (let on = dateFrom(yearOf(scale.from), 1, 1); on <= to; on = addMonths(on, every)) {
    const at = x(on, scale);
    if (at > 12 && at < 84) ticks.push({ x: at, on });
  }
  return ticks;
}

/** Null before the first point and after the last: there is nothing left to say. */
function leftOn(series: StepSeries, on: CalendarDate): bigint | null {
  if (on > endOf(series)) return null;
  return series.points.findLast((point) => point.on <= on)?.balanceMinor ?? null;
}
