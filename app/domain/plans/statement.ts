import type { GuidelineRule, SpendingKind } from "../policy/guideline-rule.ts";
import { addDays, type CalendarDate } from "../primitives/date.ts";
import { multiply, type Rational, rational } from "../primitives/rational.ts";
import type { AffordabilityStatement, StatementLine } from "./offer.ts";

/** Income as the standard statements group it. */
export const incomeKinds = [
  "salary",
  "self-employed",
  "benefits",
  "pension",
  "family",
  "other-income",
] as const;
export type IncomeKind = (typeof incomeKinds)[number];

/** Who lives on it: the debtor is one of the adults. */
export interface Household {
  readonly adults: number;
  readonly children: number;
}

/** A line outside what such households usually spend; it blocks nothing. */
export interface StatementFlag {
  readonly kind: SpendingKind;
  readonly side: "above" | "below";
  /** Ends of the usual range for this household, minor units a month. */
  readonly leastMinor: bigint;
  readonly mostMinor: bigint;
}

/** The lines that are unusual for a household of this size; nothing stated is never flagged. */
export function flagsOf(
  { spending }: Pick<AffordabilityStatement, "spending">,
  household: Household,
  guidelines: GuidelineRule | null,
): readonly StatementFlag[] {
  if (guidelines === null) return [];
  const size = sizeOf(household, guidelines);
  return guidelines.ranges.flatMap(({ kind, ...range }): StatementFlag[] => {
    const stated = amountOf(spending, kind);
    const leastMinor = scaled(range.leastMinor, size);
    const mostMinor = scaled(range.mostMinor, size);
    if (stated === 0n || (stated >= leastMinor && stated <= mostMinor)) return [];
    return [{ kind, side: stated > mostMinor ? "above" : "below", leastMinor, mostMinor }];
  });
}

/** Sum of the lines, minor units a month. */
export function sumOf(lines: readonly StatementLine[]): bigint {
  return lines.reduce((total, line) => total + line.monthlyMinor, 0n);
}

/** Whether a statement may be used without asking whether it is still true. */
export function isFresh(confirmedOn: CalendarDate, today: CalendarDate, days: number): boolean {
  return today < addDays(confirmedOn, days);
}

function amountOf(lines: readonly StatementLine[], kind: string): bigint {
  return sumOf(lines.filter((line) => line.kind === kind));
}

/** In adults who live alone: 1 and the shares of everybody else. */
function sizeOf({ adults, children }: Household, rule: GuidelineRule): Rational {
  const more = multiply(rule.adultShare, rational(BigInt(Math.max(0, adults - 1)), 1n));
  const young = multiply(rule.childShare, rational(BigInt(children), 1n));
  const num = more.num * young.den + young.num * more.den + more.den * young.den;
  return rational(num, more.den * young.den);
}

function scaled(minor: bigint, size: Rational): bigint {
  const { num, den } = multiply(rational(minor, 1n), size);
  return num / den;
}
