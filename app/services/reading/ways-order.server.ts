import type { BudgetFit } from "#app/domain/plans/burden.ts";
import type { OfferKind } from "#app/domain/plans/offer.ts";

interface Ordered {
  readonly kind: OfferKind;
  readonly terms: number;
  readonly fit: BudgetFit;
  /** What its heaviest month takes, minor units. */
  readonly monthMinor: bigint;
}

/**
 * The order of cards. With a budget: the closest, what is within it from quick to slow, then what
 * is beyond it from light to heavy. Without one: two long plans, what settles for less, the rest.
 */
export function orderWays<W extends Ordered>(ways: readonly W[], hasBudget: boolean): readonly W[] {
  if (hasBudget) return [...ways].sort((a, b) => rank(a) - rank(b) || byWeight(a, b));
  const plans = ways.filter((way) => way.kind === "instalments");
  const longest = [...plans].sort((a, b) => b.terms - a.terms);
  const of = (kind: OfferKind) => ways.filter((way) => way.kind === kind);
  const [long, second, ...shorter] = longest;
  const first = [second, long].filter((way) => way !== undefined);
  return [...first, ...of("settlement"), ...of("full"), ...shorter, ...of("deferment")];
}

const rank = ({ fit }: Ordered): number => (fit === "closest" ? 0 : fit === "within" ? 1 : 2);

function byWeight(a: Ordered, b: Ordered): number {
  const lighter = a.monthMinor < b.monthMinor ? -1 : a.monthMinor > b.monthMinor ? 1 : 0;
  return a.fit === null ? lighter : -lighter;
}
