import { describe, expect, test } from "vitest";
import { readTypedAmount } from "#app/domain/money/typed-amount.ts";

describe("a sum as people type it", () => {
  test.each([
    ["9000", 900_000n],
    ["9,000.5", 900_050n],
    ["９０００元", 900_000n],
    ["￥ 9 000", 900_000n],
    ["12,345,678.90", 1_234_567_890n],
  ])("%s", (text, minor) => {
    expect(readTypedAmount(text, "CNY")).toBe(minor);
  });

  test.each([
    ["", "not-an-amount"],
    ["12,50", "not-an-amount"],
    ["about 9000", "not-an-amount"],
    ["8月付了500", "not-an-amount"],
    ["0", "not-an-amount"],
    ["-5", "not-an-amount"],
    ["1.005", "too-fine"],
    ["9000000000000000", "too-large"],
  ])("%s is none: %s", (text, fault) => {
    expect(readTypedAmount(text, "CNY")).toBe(fault);
  });

  test("has the currency's places", () => {
    expect(readTypedAmount("9000", "JPY")).toBe(9000n);
    expect(readTypedAmount("9000.5", "JPY")).toBe("too-fine");
  });
});
