import { describe, expect, it } from "vitest";
import { replayDifference } from "#app/domain/ledger/difference.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { account, card } from "../../support/domain/account.ts";

const on = calendarDate("2026-11-21");
const held = {
  kind: "breathing-space",
  from: "2026-11-05",
  to: "2026-11-15",
  effects: ["interest"],
};

describe("replayDifference", () => {
  it("gives the interest that a backdated hold takes away", () => {
    const difference = replayDifference(account(), account({ holds: [held] }), card, on);
    expect(difference).toMatchObject({ interestMinor: 5_000n, penaltyMinor: 0n, creditMinor: 0n });
    expect(difference.components).toMatchObject({ interest: 5_000n, principal: 0n });
    expect(difference.balance.components.interest).toBe(5_000n);
  });

  it("lets the principal or the credit take it when the interest was paid", () => {
    const split = { interest: "75.00" };
    const movements = [{ on: "2026-11-16", kind: "payment", amount: "75.00", split }];
    const before = account({ movements });
    const difference = replayDifference(before, account({ movements, holds: [held] }), card, on);
    // Interest of 75.00 was paid in full; with the hold 50.00 of it went to the principal instead.
    expect(difference.components.principal).toBe(5_000n);
    expect(difference.interestMinor).toBe(5_012n);
    expect(difference.components.interest).toBe(12n);

    const cleared = [{ on: "2026-11-16", kind: "payment", amount: "10075.00" }];
    const settled = account({ movements: cleared });
    const after = account({ movements: cleared, holds: [held] });
    expect(replayDifference(settled, after, card, on)).toMatchObject({
      interestMinor: 5_000n,
      creditMinor: 5_000n,
    });
  });

  it("is negative when a hold is taken back", () => {
    const difference = replayDifference(account({ holds: [held] }), account(), card, on);
    expect(difference.interestMinor).toBe(-5_000n);
  });
});
