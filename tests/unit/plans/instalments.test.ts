import { describe, expect, it } from "vitest";
import type { Offer } from "#app/domain/plans/offer.ts";
import { computeOffers } from "#app/domain/plans/offers.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { decimal } from "#app/domain/primitives/rational.ts";
import { type PlanCase, planInput } from "../../support/oracle/plans-input.ts";

function only(change: PlanCase): Offer {
  const offers = computeOffers(planInput(change));
  expect(offers).toHaveLength(1);
  return offers[0] as Offer;
}

const amounts = (offer: Offer) => offer.schedule.map((line) => line.amountMinor);
const terms = (n: number, more = {}) => ({ offerTerms: [n], ...more });

describe("level amounts of a frozen plan", () => {
  it("pays 100.00 over 3 as 33.34, 33.34, 33.32", () => {
    const offer = only({ owed: { principal: 10000n } });
    expect(amounts(offer)).toEqual([3334n, 3334n, 3332n]);
    expect(offer.schedule.map((line) => line.balanceAfterMinor)).toEqual([6666n, 3332n, 0n]);
    expect(offer.totals).toEqual({
      toPayMinor: 10000n,
      interestMinor: 0n,
      feesMinor: 0n,
      waivedMinor: 0n,
      overTodayMinor: 0n,
    });
    expect([offer.annualRate, offer.annualRateCompound]).toEqual(["0.0000", "0.0000"]);
  });

  it.each([
    ["exact", 9000n, 3, 1n, 0n, [3000n, 3000n, 3000n]],
    ["one term", 10001n, 1, 100n, 0n, [10001n]],
    ["a unit of 1.00", 10000n, 3, 100n, 0n, [3400n, 3400n, 3200n]],
    ["a unit of 10.00", 10000n, 3, 1000n, 0n, [4000n, 4000n, 2000n]],
    ["a unit that leaves nothing", 10000n, 3, 5000n, 0n, [3334n, 3334n, 3332n]],
    ["a unit that leaves less than the minimum", 10000n, 3, 1000n, 3000n, [3334n, 3334n, 3332n]],
    ["a unit that leaves just the minimum", 10000n, 3, 1000n, 2000n, [4000n, 4000n, 2000n]],
  ] as const)("with %s", (_, principal, n, unitMinor, minAmountMinor, expected) => {
    const offer = only({
      owed: { principal },
      instalments: terms(n, { unitMinor, minAmountMinor }),
    });
    expect(amounts(offer)).toEqual(expected);
  });

  it("leaves out plans below the policy's minimum, and plans with nothing left to pay", () => {
    const least = (minAmountMinor: bigint) =>
      computeOffers(planInput({ owed: { principal: 10000n }, instalments: { minAmountMinor } }));
    expect(least(3334n)).toHaveLength(1);
    expect(least(3335n)).toHaveLength(0);
    expect(computeOffers(planInput({ owed: { principal: 5n }, instalments: terms(4) }))).toEqual(
      [],
    );
  });

  it("spends each instalment in the order of the band of its due date", () => {
    const offer = only({
      owed: { principal: 6000n, interest: 1000n, penalty: 1000n, fees: 500n, costs: 500n },
      account: { delinquentSince: calendarDate("2026-09-23") },
      instalments: { firstDueFromDays: 1 },
    });
    expect(offer.schedule.map((line) => [line.dueOn, line.components])).toEqual([
      ["2026-11-22", { costs: 500n, fees: 500n, penalty: 1000n, interest: 1000n, principal: 0n }],
      ["2026-12-22", { costs: 0n, fees: 0n, penalty: 0n, interest: 0n, principal: 3000n }],
      ["2027-01-22", { costs: 0n, fees: 0n, penalty: 0n, interest: 0n, principal: 3000n }],
    ]);
    const later = only({
      owed: { principal: 6000n, interest: 3000n },
      account: { delinquentSince: calendarDate("2026-09-22") },
    });
    expect(later.schedule.map((line) => line.components.principal)).toEqual([0n, 3000n, 3000n]);
    const after90 = only({
      owed: { principal: 6000n, interest: 3000n },
      account: { delinquentSince: calendarDate("2026-08-23") },
    });
    expect(after90.schedule.map((line) => line.components.principal)).toEqual([3000n, 3000n, 0n]);
  });

  it("counts in whole yen and in thousandths of a dinar", () => {
    const yen = only({ owed: { principal: 10000n }, policy: { currency: "JPY" } });
    expect(amounts(yen)).toEqual([3334n, 3334n, 3332n]);
    const dinar = only({ owed: { principal: 100_001n }, policy: { currency: "KWD" } });
    expect(amounts(dinar)).toEqual([33_334n, 33_334n, 33_333n]);
  });

  it("makes the first instalment at least the down payment", () => {
    const down = (downPaymentMinMinor: bigint) =>
      computeOffers(
        planInput({ owed: { principal: 10000n }, instalments: { downPaymentMinMinor } }),
      ).map(amounts);
    expect(down(5000n)).toEqual([[5000n, 2500n, 2500n]]);
    expect(down(3000n)).toEqual([[3334n, 3334n, 3332n]]);
    expect(down(9999n)).toEqual([]);
    expect(down(10000n)).toEqual([]);
    expect(down(20000n)).toEqual([]);
  });
});

describe("plans that bear interest", () => {
  it("reduced: act/365 on the principal left, posted on each due date", () => {
    // 1 day on 10000.00: 1.64; 30 days on 6651.16: 32.80; 31 days on 3333.48: 16.99.
    const offer = only({
      owed: { principal: 1_000_000n },
      instalments: { interest: { mode: "reduced", annualRate: decimal("0.06") } },
    });
    expect(amounts(offer)).toEqual([335048n, 335048n, 335047n]);
    expect(offer.schedule.map((line) => line.components.interest)).toEqual([164n, 3280n, 1699n]);
    expect(offer.totals.interestMinor).toBe(5143n);
    expect(offer.totals.overTodayMinor).toBe(5143n);
  });

  it("contract: the account's own rate, stopped by its holds", () => {
    const owed = { principal: 1_000_000n };
    const instalments = { interest: { mode: "contract" } } as const;
    const plain = only({ owed, instalments });
    expect(plain.schedule[0]?.components.interest).toBe(500n);
    expect(plain.schedule[1]?.components.interest).toBe(
      ((1_000_000n - (plain.schedule[0]?.components.principal ?? 0n)) * 5n * 30n + 5000n) / 10000n,
    );
    const held = only({
      owed,
      instalments,
      account: {
        holds: [
          {
            kind: "breathing-space",
            from: calendarDate("2026-11-01"),
            to: calendarDate("2026-12-22"),
            effects: ["interest"],
          },
        ],
      },
    });
    expect(held.schedule.map((line) => line.components.interest > 0n)).toEqual([
      false,
      false,
      true,
    ]);
  });

  it("carries on what an instalment cannot cover of its period's interest", () => {
    // 100 days at 1 % on 100.00: 100.00, more than an instalment; 31 days after that: 31.00.
    const rate = { per: "day", value: decimal("0.01"), text: "0.01" } as const;
    const stop = { kind: "manual", from: calendarDate("2027-04-01"), to: null } as const;
    const input = planInput({ owed: { principal: 10_000n } });
    const offer = only({
      owed: { principal: 10_000n },
      account: {
        interest: { ...input.account.interest, rate },
        holds: [{ ...stop, effects: ["interest"] }],
      },
      instalments: terms(6, {
        interest: { mode: "contract" },
        firstDueFromDays: 100,
        firstDueToDays: 100,
      }),
    });
    expect(offer.totals.interestMinor).toBe(10_000n + 3100n);
    expect(offer.schedule.map((line) => line.amountMinor)).toEqual(Array(6).fill(3850n));
    expect(offer.schedule.map((line) => line.components.interest)).toEqual([
      3850n,
      3850n,
      3850n,
      1550n,
      0n,
      0n,
    ]);
    expect(offer.schedule.map((line) => line.balanceAfterMinor).at(0)).toBe(16_150n);
  });

  it("is frozen in effect while a hold without end stops interest", () => {
    const hold = { kind: "dispute", from: calendarDate("2026-11-01"), to: null } as const;
    const offer = only({
      owed: { principal: 10000n },
      instalments: { interest: { mode: "contract" } },
      account: { holds: [{ ...hold, effects: ["interest"] }] },
    });
    expect(offer.totals.interestMinor).toBe(0n);
    expect(offer.annualRate).toBe("0.0000");
    expect(amounts(offer)).toEqual([3334n, 3334n, 3332n]);
  });

  it("fee: a share of the principal on every instalment, told as interest", () => {
    const offer = only({
      owed: { principal: 1_000_000n },
      instalments: terms(12, { interest: { mode: "fee", feePerInstalment: decimal("0.0060") } }),
    });
    expect(amounts(offer)).toEqual([...Array(11).fill(89334n), 89326n]);
    expect(offer.schedule.map((line) => line.components.interest)).toEqual(Array(12).fill(6000n));
    expect(offer.schedule.map((line) => line.components.principal)).toEqual([
      ...Array(11).fill(83334n),
      83326n,
    ]);
    expect(offer.totals).toMatchObject({
      interestMinor: 72000n,
      feesMinor: 0n,
      toPayMinor: 1_072_000n,
    });
  });

  it("fee: principal goes in equal shares and the other components are spread", () => {
    const offer = only({
      owed: { principal: 9000n, interest: 600n, penalty: 300n },
      instalments: { interest: { mode: "fee", feePerInstalment: decimal("0.01") } },
    });
    const line = { principal: 3000n, interest: 290n, penalty: 100n, fees: 0n, costs: 0n };
    expect(offer.schedule.map((entry) => entry.components)).toEqual([line, line, line]);
  });
});
