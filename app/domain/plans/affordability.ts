import type { AffordabilityRule } from "../policy/policy.ts";
import { compare, multiply, type Rational, rational, toDecimal } from "../primitives/rational.ts";
import type { AffordabilityStatement, OfferAffordability } from "./offer.ts";

/** What is left over each month: income − spending, minor units; may be negative. */
export function leftOver(statement: AffordabilityStatement): bigint {
  const sum = (lines: AffordabilityStatement["income"]) =>
    lines.reduce((total, line) => total + line.monthlyMinor, 0n);
  return sum(statement.income) - sum(statement.spending);
}

/**
 * How an offer's first instalment compares with what is left over (interfaces.md §5): the share
 * has two decimals, the warning compares exactly. Nothing left: no share, and a warning. Null
 * without a statement.
 */
export function affordabilityOf(
  statement: AffordabilityStatement | null,
  rule: AffordabilityRule,
  firstMinor: bigint,
): OfferAffordability | null {
  if (statement === null) return null;
  const leftMinor = leftOver(statement);
  if (leftMinor <= 0n) return { leftMinor, share: null, warning: true };
  const share = rational(firstMinor, leftMinor);
  const warning = compare(share, rule.warnAbove) > 0;
  return { leftMinor, share: toDecimal(share, 2), warning };
}

/** The largest instalment within a share of what is left over, minor units; 0 when none is. */
export function affordableAt(statement: AffordabilityStatement, share: Rational): bigint {
  const leftMinor = leftOver(statement);
  if (leftMinor <= 0n) return 0n;
  const { num, den } = multiply(rational(leftMinor), share);
  return num / den;
}
