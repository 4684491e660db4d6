import { assert } from "./assert.ts";
import { type Rational, scaledText } from "./rational.ts";

const mostPlaces = 60;

/** Writes a fraction that came from a decimal as the shortest exact decimal: 6/100 → "0.06". */
export function plainDecimal(value: Rational): string {
  for (let places = 0, scale = 1n; places <= mostPlaces; places += 1, scale *= 10n) {
    if ((value.num * scale) % value.den === 0n) {
      return scaledText((value.num * scale) / value.den, places);
    }
  }
  assert(false, "the fraction has a finite decimal");
}
