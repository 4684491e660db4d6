import { assert } from "../primitives/assert.ts";

/**
 * Splits whole minor units by weights so that the parts sum exactly to the whole: each part is
 * the difference of rounded-down running totals, so no unit is lost and none invented.
 * 10000n over [1n, 1n, 1n] → [3333n, 3333n, 3334n].
 */
export function allocateByWeight(minor: bigint, weights: readonly bigint[]): bigint[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0n);
  assert(whole > 0n, "at least one weight is positive");
  let running = 0n;
  let given = 0n;
  return weights.map((weight) => {
    assert(weight >= 0n, "weights are not negative");
    running += weight;
    const upTo = (minor * running) / whole;
    const part = upTo - given;
    given = upTo;
    return part;
  });
}
