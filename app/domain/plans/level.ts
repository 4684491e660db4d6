import type { PlanFrame } from "./frame.ts";
import { type Remainder, remainderOf } from "./walk.ts";

export interface LevelRule {
  readonly terms: number;
  /** Amounts are multiples of this where they can be. */
  readonly unitMinor: bigint;
  /** The policy's smallest instalment. */
  readonly minAmountMinor: bigint;
}

/**
 * The level amount of a plan: the smallest amount, rounded up to `unit`, that clears it in exactly
 * `terms` instalments, the last being the remainder (domain.md §4). Falls back to the minor unit
 * when rounding up would leave the last one ≤ 0 or below the policy's minimum (interfaces.md §5).
 * Null: so little is owed that fewer instalments clear it.
 */
export function levelAmount(frame: PlanFrame, rule: LevelRule): bigint | null {
  const { terms, unitMinor, minAmountMinor } = rule;
  const exactMinor = smallestClearing(frame, terms);
  const roundedMinor = ceilDivide(exactMinor, unitMinor) * unitMinor;
  if (roundedMinor !== exactMinor) {
    const { restMinor, lastMinor } = remainderOf(frame, terms, roundedMinor);
    if (restMinor > 0n && lastMinor >= minAmountMinor) return roundedMinor;
  }
  return remainderOf(frame, terms, exactMinor).restMinor > 0n ? exactMinor : null;
}

/**
 * The smallest amount in minor units whose last instalment is no larger than the others. What is
 * over after the last one falls almost in a straight line as the amount grows, so interpolation
 * between an amount too small and one large enough finds it in a few walks.
 */
function smallestClearing(frame: PlanFrame, terms: number): bigint {
  if (terms === 1) return remainderOf(frame, 1, 0n).lastMinor;
  let low = lowerBound(frame, terms);
  let lowOver = over(frame, terms, low);
  if (lowOver <= 0n) return low;
  const slope = BigInt(terms - 1);
  let high = low + ceilDivide(lowOver, slope);
  let highOver = over(frame, terms, high);
  while (highOver > 0n) {
    [low, lowOver] = [high, highOver];
    high += ceilDivide(highOver, slope);
    highOver = over(frame, terms, high);
  }
  for (let round = 1; high - low > 1n; round += 1) {
    const middle = round % 8 === 0 ? (low + high) / 2n : between(low, lowOver, high, highOver);
    const middleOver = over(frame, terms, middle);
    if (middleOver > 0n) [low, lowOver] = [middle, middleOver];
    else [high, highOver] = [middle, middleOver];
  }
  return high;
}

/** By how much the last instalment would be larger than the others. */
function over(frame: PlanFrame, terms: number, amountMinor: bigint): bigint {
  const remainder: Remainder = remainderOf(frame, terms, amountMinor);
  return remainder.lastMinor - amountMinor;
}

/** Equal shares of what is owed and of interest that is known; daily interest can only add. */
function lowerBound(frame: PlanFrame, terms: number): bigint {
  const { totalMinor, flatMinor, downPaymentMinor } = frame;
  const knownMinor = totalMinor + BigInt(terms) * (flatMinor ?? 0n);
  const equalMinor = ceilDivide(knownMinor, BigInt(terms));
  if (equalMinor >= downPaymentMinor) return equalMinor;
  const restMinor = knownMinor - downPaymentMinor;
  return restMinor > 0n ? ceilDivide(restMinor, BigInt(terms - 1)) : 1n;
}

/** Where the straight line through both ends reaches zero, strictly between them. */
function between(low: bigint, lowOver: bigint, high: bigint, highOver: bigint): bigint {
  const step = ((high - low) * lowOver) / (lowOver - highOver);
  const middle = low + (step > 0n ? step : 1n);
  return middle < high ? middle : high - 1n;
}

function ceilDivide(num: bigint, den: bigint): bigint {
  return num <= 0n ? num / den : (num + den - 1n) / den;
}
