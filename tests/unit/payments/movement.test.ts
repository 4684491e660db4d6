import { describe, expect, test } from "vitest";
import {
  type BookedFact,
  judgeMovement,
  judgePayout,
  type MovementFact,
  type MovementKind,
} from "#app/domain/payments/movement.ts";

const fact = (change: Partial<MovementFact> = {}): MovementFact => ({
  kind: "charge",
  paidMinor: 10_000n,
  paidCurrency: "CNY",
  settledMinor: 10_000n,
  settledCurrency: "CNY",
  ...change,
});
const cny = (amountMinor: bigint): BookedFact => ({ currency: "CNY", amountMinor });
const usd = { settledMinor: 1_400n, settledCurrency: "USD" };

describe("a movement of the provider", () => {
  test.each<[string, MovementFact, readonly BookedFact[], string]>([
    ["the same in the books", fact(), [cny(10_000n)], "matched"],
    ["a refund", fact({ kind: "refund", paidMinor: -500n }), [cny(-500n)], "matched"],
    [
      "a refund that failed",
      fact({ kind: "refund-failed", paidMinor: 500n }),
      [cny(500n)],
      "matched",
    ],
    ["a dispute", fact({ kind: "dispute", paidMinor: -9n }), [cny(-9n)], "matched"],
    ["a dispute won", fact({ kind: "dispute-reversed", paidMinor: 9n }), [cny(9n)], "matched"],
    ["settled in another currency", fact(usd), [cny(10_000n)], "converted"],
    ["nothing in the books", fact(), [], "orphan"],
    ["one unit more", fact(), [cny(10_001n)], "amount-differs"],
    ["the wrong way round", fact({ kind: "refund" }), [cny(-10_000n)], "amount-differs"],
    [
      "another currency in the books",
      fact(),
      [{ currency: "USD", amountMinor: 10_000n }],
      "currency-differs",
    ],
    [
      "two currencies in the books",
      fact(),
      [cny(10_000n), { currency: "USD", amountMinor: 1n }],
      "currency-differs",
    ],
    ["converted, and another amount", fact(usd), [cny(9_999n)], "amount-differs"],
    ["a payout", fact({ kind: "payout", paidMinor: -1n }), [], "ours"],
    ["a fee", fact({ kind: "fee", paidMinor: -1n }), [], "ours"],
    ["an adjustment that nobody knows", fact({ kind: "adjustment" }), [], "not-known"],
    ["something new", fact({ kind: "other" satisfies MovementKind }), [], "not-known"],
  ])("%s", (_, movement, booked, expected) => {
    const verdict = judgeMovement(movement, booked);
    expect(verdict.kind === "fault" ? verdict.fault : verdict.kind).toBe(expected);
  });
});

describe("a payout", () => {
  test.each<[string, readonly BookedFact[], ReturnType<typeof judgePayout>]>([
    ["is the sum of what is in it", [cny(7_000n), cny(3_000n)], null],
    ["is short by one unit", [cny(9_999n)], "payout-sum-differs"],
    ["holds nothing", [], "payout-sum-differs"],
    [
      "holds another currency",
      [cny(10_000n), { currency: "USD", amountMinor: 0n }],
      "payout-currency-differs",
    ],
  ])("%s", (_, nets, expected) => {
    expect(judgePayout(cny(10_000n), nets)).toBe(expected);
  });
});
