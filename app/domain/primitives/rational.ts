import { assert } from "./assert.ts";

/** An exact fraction; `den` is always positive. Not reduced until it grows. */
export interface Rational {
  readonly num: bigint;
  readonly den: bigint;
}

/** Named rounding of an exact amount to whole minor units. Ties: away from zero or to even. */
export type RoundingMode = "half-up" | "half-even" | "up" | "down";
export const roundingModes: readonly RoundingMode[] = ["half-up", "half-even", "up", "down"];

export const zero: Rational = { num: 0n, den: 1n };
export const one: Rational = { num: 1n, den: 1n };

export function rational(num: bigint, den = 1n): Rational {
  assert(den !== 0n, "a fraction has a denominator");
  return den < 0n ? { num: -num, den: -den } : { num, den };
}

/** Reads a plain decimal ("0.0005", "-3"); null for exponents, signs "+", spaces and the rest. */
export function parseDecimal(text: string): Rational | null {
  const match = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?$/.exec(text);
  if (!match) return null;
  const fraction = match[3] ?? "";
  const digits = BigInt((match[2] as string) + fraction);
  return { num: match[1] ? -digits : digits, den: 10n ** BigInt(fraction.length) };
}

/** The same for text known to be a decimal; asserts otherwise. */
export function decimal(text: string): Rational {
  const value = parseDecimal(text);
  assert(value !== null, `not a decimal: ${text}`);
  return value;
}

export const add = (a: Rational, b: Rational): Rational =>
  a.den === b.den
    ? { num: a.num + b.num, den: a.den }
    : slim({ num: a.num * b.den + b.num * a.den, den: a.den * b.den });
export const negate = (a: Rational): Rational => ({ num: -a.num, den: a.den });
export const subtract = (a: Rational, b: Rational): Rational => add(a, negate(b));
export const multiply = (a: Rational, b: Rational): Rational =>
  slim({ num: a.num * b.num, den: a.den * b.den });
export const divide = (a: Rational, b: Rational): Rational =>
  slim(rational(a.num * b.den, a.den * b.num));

/** Negative, zero or positive as a is less than, equal to or more than b. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Rounds to a whole number by a named rule; "up" and "down" are away from and towards zero. */
export function round(value: Rational, mode: RoundingMode): bigint {
  return divideRounded(value.num, value.den, mode);
}

/** num ÷ den rounded to a whole number by a named rule; `den` must be positive. */
export function divideRounded(num: bigint, den: bigint, mode: RoundingMode): bigint {
  assert(den > 0n, "a positive denominator");
  const whole = num / den;
  const rest = num % den;
  if (rest === 0n) return whole;
  const away = num < 0n ? whole - 1n : whole + 1n;
  if (mode === "down") return whole;
  if (mode === "up") return away;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  if (twice !== den) return twice > den ? away : whole;
  if (mode === "half-up") return away;
  return whole % 2n === 0n ? whole : away;
}

/** The decimal text of a fraction with exactly `places` decimals, rounded by `mode`. */
export function toDecimal(value: Rational, places: number, mode: RoundingMode = "half-up"): string {
  const scaled = divideRounded(value.num * 10n ** BigInt(places), value.den, mode);
  return scaledText(scaled, places);
}

/** Writes `scaled` ÷ 10^places as a decimal: scaledText(-5n, 2) = "-0.05". */
export function scaledText(scaled: bigint, places: number): string {
  const sign = scaled < 0n ? "-" : "";
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, "0");
  if (places === 0) return sign + digits;
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

const slimAbove = 10n ** 60n;

function slim(value: Rational): Rational {
  if (value.den < slimAbove) return value;
  const divisor = gcd(value.num < 0n ? -value.num : value.num, value.den);
  return { num: value.num / divisor, den: value.den / divisor };
}

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}
