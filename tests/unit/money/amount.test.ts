import { describe, expect, it } from "vitest";
import { allocateByWeight } from "#app/domain/money/allocate.ts";
import { formatAmount, largestMinor, parseAmount } from "#app/domain/money/amount.ts";
import { addComponents, noComponents, subtractComponents } from "#app/domain/money/components.ts";
import { currencies, isCurrency, minorPlaces } from "#app/domain/money/currency.ts";

describe("amounts", () => {
  it.each([
    ["1200.50", "CNY", 120_050n],
    ["1200.5", "CNY", 120_050n],
    ["0.01", "USD", 1n],
    ["-0.05", "CNY", -5n],
    ["1200", "JPY", 1_200n],
    ["1.234", "KWD", 1_234n],
    ["10000000000000.00", "CNY", largestMinor],
  ] as const)("%s %s is %d minor units", (text, currency, minor) => {
    expect(parseAmount(text, currency)).toBe(minor);
  });

  it.each([
    ["1.005", "CNY", "too-fine"],
    ["1.0", "JPY", "too-fine"],
    ["10000000000000.01", "CNY", "too-large"],
    ["-10000000000000.01", "CNY", "too-large"],
    ["1e3", "CNY", "not-an-amount"],
    ["", "CNY", "not-an-amount"],
    ["１２", "CNY", "not-an-amount"],
  ] as const)("%s %s is refused: %s", (text, currency, fault) => {
    expect(parseAmount(text, currency)).toBe(fault);
  });

  it("are written with the currency's places", () => {
    expect([
      formatAmount(1_740n, "CNY"),
      formatAmount(-5n, "CNY"),
      formatAmount(1_740n, "JPY"),
      formatAmount(1_740n, "KWD"),
    ]).toEqual(["17.40", "-0.05", "1740", "1.740"]);
  });

  it("know their currencies", () => {
    expect(currencies.every(isCurrency)).toBe(true);
    expect(isCurrency("toString")).toBe(false);
    expect([minorPlaces("CNY"), minorPlaces("JPY"), minorPlaces("KWD")]).toEqual([2, 0, 3]);
  });

  it("are shared out without a unit lost", () => {
    expect(allocateByWeight(10_000n, [1n, 1n, 1n])).toEqual([3_333n, 3_333n, 3_334n]);
    expect(allocateByWeight(5n, [0n, 1n])).toEqual([0n, 5n]);
    expect(() => allocateByWeight(5n, [0n])).toThrow(/positive/);
    expect(() => allocateByWeight(5n, [-1n, 2n])).toThrow(/not negative/);
  });

  it("add and subtract by component", () => {
    const parts = { principal: 5n, interest: 4n, penalty: 3n, fees: 2n, costs: 1n };
    expect(addComponents(parts, parts)).toEqual({
      principal: 10n,
      interest: 8n,
      penalty: 6n,
      fees: 4n,
      costs: 2n,
    });
    expect(subtractComponents(parts, parts)).toEqual(noComponents);
  });
});
