import { describe, expect, it } from "vitest";
import {
  applyRefundFact,
  checkRefund,
  isGivenBack,
  isReserved,
  needsSecondPerson,
  type Refundable,
  refundLimit,
  refundStates,
} from "#app/domain/payments/refund.ts";

const paid: Refundable = {
  amountMinor: 1_000n,
  returnedMinor: 0n,
  reservedMinor: 0n,
  reversed: false,
  disputed: false,
  creditMinor: null,
};

describe("a refund's state", () => {
  it.each([
    ["requested", "pending", "pending"],
    ["requested", "succeeded", "succeeded"],
    ["requested", "failed", "failed"],
    ["pending", "succeeded", "succeeded"],
    ["pending", "failed", "failed"],
    ["succeeded", "failed", "failed"],
    ["succeeded", "pending", "succeeded"],
    ["failed", "succeeded", "failed"],
    ["refused", "succeeded", "refused"],
    ["waiting-approval", "succeeded", "succeeded"],
  ] as const)("%s, and the provider says %s: %s", (state, fact, after) => {
    expect(applyRefundFact(state, fact)).toBe(after);
  });

  it("reserves before it goes, counts as given back once it has gone, never both", () => {
    expect(refundStates.filter(isReserved)).toEqual(["waiting-approval", "requested"]);
    expect(refundStates.filter(isGivenBack)).toEqual(["pending", "succeeded"]);
  });
});

describe("what may go back", () => {
  it.each([
    [{}, 1_000n],
    [{ returnedMinor: 300n }, 700n],
    [{ returnedMinor: 300n, reservedMinor: 200n }, 500n],
    [{ returnedMinor: 1_000n }, 0n],
    [{ reservedMinor: 1_200n }, 0n],
    [{ creditMinor: 40n }, 40n],
    [{ creditMinor: 400n, returnedMinor: 900n }, 100n],
    [{ disputed: true }, 0n],
    [{ reversed: true }, 0n],
  ])("is what the payment holds: %o", (change, limit) => {
    expect(refundLimit({ ...paid, ...change })).toBe(limit);
  });

  it.each([
    [{}, 1_000n, null],
    [{}, 1_001n, "above-limit"],
    [{}, 0n, "amount-not-positive"],
    [{}, -5n, "amount-not-positive"],
    [{ disputed: true }, 1n, "in-dispute"],
    [{ returnedMinor: 1_000n }, 1n, "nothing-to-refund"],
    [{ reversed: true }, 1n, "nothing-to-refund"],
    [{ creditMinor: 40n }, 41n, "above-limit"],
  ] as const)("is checked: %o, %s", (change, amount, fault) => {
    const checked = checkRefund({ ...paid, ...change }, amount);
    expect(checked.ok ? null : checked.error).toBe(fault);
  });

  it("needs a second person above the limit, small steps counted together", () => {
    expect(needsSecondPerson(paid, 500n, 500n)).toBe(false);
    expect(needsSecondPerson(paid, 501n, 500n)).toBe(true);
    expect(needsSecondPerson({ ...paid, returnedMinor: 400n }, 101n, 500n)).toBe(true);
    expect(needsSecondPerson({ ...paid, reservedMinor: 400n }, 100n, 500n)).toBe(false);
    expect(needsSecondPerson(paid, 1n, 0n)).toBe(true);
  });
});
