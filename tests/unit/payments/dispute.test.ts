import { describe, expect, it } from "vitest";
import {
  applyDisputeFact,
  blocksRefund,
  disputeMove,
  disputeStates,
  isOver,
  spreadOver,
} from "#app/domain/payments/dispute.ts";

describe("a disputed payment", () => {
  it.each([
    ["inquiry", "open", "open"],
    ["inquiry", "closed", "closed"],
    ["open", "inquiry", "open"],
    ["open", "won", "won"],
    ["won", "open", "won"],
    ["lost", "won", "won"],
  ] as const)("%s, and the provider says %s: %s", (state, fact, after) => {
    expect(applyDisputeFact(state, fact)).toBe(after);
  });

  it("stops refunds only while the bank has the money in question", () => {
    expect(disputeStates.filter(blocksRefund)).toEqual(["open"]);
    expect(disputeStates.filter(isOver)).toEqual(["won", "lost", "closed"]);
  });

  it.each([
    [true, false, "take-back"],
    [true, true, "none"],
    [false, true, "reinstate"],
    [false, false, "none"],
  ] as const)("withdrawn %s, posted %s: %s", (withdrawn, posted, move) => {
    expect(disputeMove(withdrawn, posted)).toBe(move);
  });

  it.each([
    [100n, [100n], [100n]],
    [100n, [60n, 60n], [60n, 40n]],
    [40n, [60n, 60n], [40n, 0n]],
    [130n, [60n, 60n], [60n, 70n]],
    [50n, [0n, 60n], [0n, 50n]],
    [50n, [0n, 0n], [0n, 50n]],
  ])("spreads %s over payments that hold %o", (amount, held, shares) => {
    expect(spreadOver(amount, held)).toEqual(shares);
    expect(shares.reduce((sum, share) => sum + share, 0n)).toBe(amount);
  });
});
