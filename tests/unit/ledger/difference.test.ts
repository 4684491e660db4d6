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
    const split = { interest: "70.00" };
    const movements = [{ on: "2026-11-16", kind: "payment", amount: "70.00", split }];
    const interest = { dailyRate: "0.0005", compounding: "statement", statementDay: 15 };
    const before = account({ interest, movements });
    const known = account({ interest, movements, holds: [held] });
    const difference = replayDifference(before, known, card, on);
    // 14 x 5.00 were posted and paid; with the hold 20.00, and 50.00 went to the principal instead.
    // 70.00 + 5.035 + 5 x 5.00 = 100.04 against 20.00 + 5.01 + 5 x 4.975 = 49.89.
    expect(difference.components.principal).toBe(5_000n);
    expect(difference.interestMinor).toBe(5_015n);
    expect(difference.components.interest).toBe(15n);

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
