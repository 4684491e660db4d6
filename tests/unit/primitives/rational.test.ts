import { describe, expect, it } from "vitest";
import {
  add,
  compare,
  decimal,
  divide,
  divideRounded,
  multiply,
  negate,
  parseDecimal,
  rational,
  round,
  scaledText,
  subtract,
  toDecimal,
} from "#app/domain/primitives/rational.ts";

describe("fractions", () => {
  it.each([
    // num, den, half-up, half-even, up, down
    [5n, 2n, 3n, 2n, 3n, 2n],
    [7n, 2n, 4n, 4n, 4n, 3n],
    [-5n, 2n, -3n, -2n, -3n, -2n],
    [-7n, 2n, -4n, -4n, -4n, -3n],
    [9n, 4n, 2n, 2n, 3n, 2n],
    [11n, 4n, 3n, 3n, 3n, 2n],
    [-11n, 4n, -3n, -3n, -3n, -2n],
    [-9n, 4n, -2n, -2n, -3n, -2n],
    [1n, 2n, 1n, 0n, 1n, 0n],
    [6n, 3n, 2n, 2n, 2n, 2n],
    [0n, 7n, 0n, 0n, 0n, 0n],
  ])("%d ÷ %d is rounded by name", (num, den, halfUp, halfEven, up, down) => {
    expect(divideRounded(num, den, "half-up")).toBe(halfUp);
    expect(divideRounded(num, den, "half-even")).toBe(halfEven);
    expect(divideRounded(num, den, "up")).toBe(up);
    expect(divideRounded(num, den, "down")).toBe(down);
    expect(round(rational(num, den), "half-up")).toBe(halfUp);
  });

  it("add, subtract, multiply, divide and compare exactly", () => {
    const third = rational(1n, 3n);
    const half = rational(-1n, -2n);
    expect(compare(add(third, half), rational(5n, 6n))).toBe(0);
    expect(compare(subtract(third, half), rational(-1n, 6n))).toBe(0);
    expect(compare(multiply(third, half), rational(1n, 6n))).toBe(0);
    expect(compare(divide(third, negate(half)), rational(-2n, 3n))).toBe(0);
    expect(compare(third, half)).toBe(-1);
    expect(compare(half, third)).toBe(1);
  });

  it("stay exact when their denominators grow large", () => {
    let sum = rational(0n);
    for (let n = 1n; n <= 60n; n += 1n) sum = add(sum, rational(-1n, n * (n + 1n)));
    // A telescope: 1/1·2 + 1/2·3 + … + 1/60·61 = 60/61.
    expect(compare(sum, rational(-60n, 61n))).toBe(0);
    expect(sum.den < 10n ** 70n).toBe(true);
  });

  it.each([
    ["0.0005", 5n, 10_000n],
    ["-3", -3n, 1n],
    ["007.50", 750n, 100n],
  ])("%s is read as written", (text, num, den) => {
    expect(parseDecimal(text)).toEqual({ num, den });
    expect(decimal(text)).toEqual({ num, den });
  });

  it.each(["", "1e3", "+1", " 1", "1.", ".5", "1,000", "0x10", "٣", "1".repeat(31)])(
    "%j is no decimal",
    (text) => {
      expect(parseDecimal(text)).toBeNull();
      expect(() => decimal(text)).toThrow(/not a decimal/);
    },
  );

  it.each([
    [rational(1n, 3n), 4, "0.3333"],
    [rational(-2n, 3n), 2, "-0.67"],
    [rational(5n, 1n), 0, "5"],
    [rational(1n, 200n), 2, "0.01"],
  ])("is written with so many places", (value, places, text) => {
    expect(toDecimal(value, places)).toBe(text);
  });

  it("writes scaled numbers, and refuses a denominator of zero", () => {
    expect([scaledText(-5n, 2), scaledText(12n, 0), scaledText(1_234n, 3)]).toEqual([
      "-0.05",
      "12",
      "1.234",
    ]);
    expect(() => rational(1n, 0n)).toThrow(/denominator/);
    expect(() => divideRounded(1n, -1n, "up")).toThrow(/positive/);
  });
});
