import { allocateByWeight } from "../money/allocate.ts";
import { type Component, type Components, noComponents, totalOf } from "../money/components.ts";

const others: readonly Component[] = ["interest", "penalty", "fees", "costs"];

/**
 * Splits the instalments of a fee plan (interfaces.md §5): each carries its fee as interest,
 * principal goes in equal shares, the other components are spread over the rest in proportion.
 * Shares stay equal as long as the others can take what an amount rounded up to `unit` pays early.
 */
export function feeSplits(
  opening: Components,
  feeMinor: bigint,
  amounts: readonly bigint[],
): Components[] {
  const left: Record<Component, bigint> = { ...opening };
  const othersMinor = totalOf(opening) - opening.principal;
  const terms = BigInt(amounts.length);
  let paidMinor = 0n;
  return amounts.map((amountMinor, index) => {
    const restMinor = amountMinor - feeMinor;
    paidMinor += restMinor;
    const shareUpTo = (opening.principal * BigInt(index + 1)) / terms;
    const upTo = larger(shareUpTo, paidMinor - othersMinor);
    const principal = smaller(upTo - (opening.principal - left.principal), restMinor);
    left.principal -= principal;
    const split = spread(left, restMinor - principal);
    return { ...split, principal, interest: split.interest + feeMinor };
  });
}

/** Takes an amount from the other components in proportion to what is left of each. */
function spread(left: Record<Component, bigint>, amountMinor: bigint): Components {
  const split: Record<Component, bigint> = { ...noComponents };
  if (amountMinor === 0n) return split;
  const weights = others.map((name) => left[name]);
  for (const [index, part] of allocateByWeight(amountMinor, weights).entries()) {
    const name = others[index] as Component;
    split[name] = part;
    left[name] -= part;
  }
  return split;
}

const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);
