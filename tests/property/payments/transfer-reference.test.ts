import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isTransferReference,
  readTransferReference,
  transferReference,
} from "#app/domain/payments/transfer-reference.ts";

const numRuns = Number(process.env.EVENKEEL_PROPERTY_RUNS ?? 1_000);
const digits = fc
  .bigInt({ min: 0n, max: 999_999_999_999n })
  .map((n) => String(n).padStart(12, "0"));

describe("check digits", () => {
  test("find every single wrong digit, and every swap of neighbours", () => {
    fc.assert(
      fc.property(digits, (own) => {
        const right = transferReference(own);
        const wrong = [...oneDigit(right), ...swaps(right)].filter((text) => text !== right);
        expect(wrong.filter(isTransferReference)).toEqual([]);
      }),
      { numRuns: Math.min(numRuns, 20_000) },
    );
  });

  test("one slip is near, with the right one among the suggestions", () => {
    const slip = fc.record({
      own: digits,
      at: fc.integer({ min: 2, max: 15 }),
      by: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(slip, ({ own, at, by }) => {
        const right = transferReference(own);
        const digit = String((Number(right[at]) + by) % 10);
        const read = readTransferReference(right.slice(0, at) + digit + right.slice(at + 1));
        expect(read.kind === "near" && read.candidates.includes(right)).toBe(true);
      }),
      { numRuns },
    );
  });
});

function* oneDigit(right: string): Generator<string> {
  for (let at = 2; at < right.length; at += 1) {
    for (const digit of "0123456789") yield right.slice(0, at) + digit + right.slice(at + 1);
  }
}

function* swaps(right: string): Generator<string> {
  for (let at = 0; at + 1 < right.length; at += 1) {
    yield right.slice(0, at) + right[at + 1] + right[at] + right.slice(at + 2);
  }
}
