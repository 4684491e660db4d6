import { expect, it } from "vitest";
import { plainDecimal } from "#app/domain/primitives/plain-decimal.ts";
import { decimal, rational } from "#app/domain/primitives/rational.ts";

it.each([
  ["0", "0"],
  ["0.70", "0.7"],
  ["0.0005", "0.0005"],
  ["12.500", "12.5"],
  ["-0.05", "-0.05"],
  ["0.000000000000000000000000000001", "0.000000000000000000000000000001"],
])("%s is written %s", (text, expected) => expect(plainDecimal(decimal(text))).toBe(expected));

it("takes no fraction that a decimal cannot write", () => {
  expect(() => plainDecimal(rational(1n, 3n))).toThrow(/finite decimal/);
});
