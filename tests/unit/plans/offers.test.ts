import { describe, expect, it } from "vitest";
import type { HoldEffect } from "#app/domain/holds/hold.ts";
import { calendarFrom } from "#app/domain/plans/calendar.ts";
import type { Offer } from "#app/domain/plans/offer.ts";
import { computeOffers } from "#app/domain/plans/offers.ts";
import type { DefermentRule, Policy, SettlementBand } from "#app/domain/policy/policy.ts";
import { addDays, calendarDate } from "#app/domain/primitives/date.ts";
import { decimal } from "#app/domain/primitives/rational.ts";
import { type PlanCase, planInput, statementOf } from "../../support/oracle/plans-input.ts";

const owed = { principal: 9000n, interest: 601n, penalty: 400n };
const band = (fromDaysOverdue: number, share: string, more: Partial<SettlementBand> = {}) => ({
  fromDaysOverdue,
  share: decimal(share),
  maxPayments: 3,
  payWithinDays: 30,
  ...more,
});

function offersOf(policy: Partial<Policy>, change: PlanCase = {}): readonly Offer[] {
  return computeOffers(planInput({ owed, instalments: null, ...change, policy }));
}
const overdue = (days: number) => {
  const input = planInput({ owed });
  return { more: { balance: { ...input.balance, daysOverdue: days } } };
};
const view = (offer: Offer | undefined) =>
  offer?.schedule.map((line) => [line.dueOn, line.amountMinor, line.balanceAfterMinor]);

describe("full", () => {
  it("is today's balance by its date", () => {
    const [offer] = offersOf({ full: { discount: decimal("0"), payWithinDays: 7 } });
    expect(offer).toMatchObject({ kind: "full", terms: 1, frequency: null, interest: "frozen" });
    expect(view(offer)).toEqual([["2026-11-28", 10001n, 0n]]);
    expect(offer?.schedule[0]?.components).toEqual({ ...owed, fees: 0n, costs: 0n });
    expect(offer).toMatchObject({ annualRate: "0.0000", reasons: ["whole-balance"] });
    expect(offer?.totals.waivedMinor).toBe(0n);
  });

  it("takes a rounded discount off the total and waives what comes last in order", () => {
    const [offer] = offersOf({ full: { discount: decimal("0.05"), payWithinDays: 0 } });
    expect(view(offer)).toEqual([["2026-11-21", 9501n, 0n]]);
    expect(offer?.schedule[0]?.components).toMatchObject({ principal: 8500n, interest: 601n });
    expect(offer?.totals).toMatchObject({
      toPayMinor: 9501n,
      waivedMinor: 500n,
      overTodayMinor: -500n,
    });
    expect(offer?.reasons).toEqual(["prompt-payment:0.05"]);
    const [down] = offersOf({
      full: { discount: decimal("0.05"), payWithinDays: 0 },
      rounding: "up",
    });
    expect(down?.totals.toPayMinor).toBe(9500n);
  });

  it("is not offered when the policy has none or gives everything away", () => {
    expect(offersOf({ full: null })).toEqual([]);
    expect(offersOf({ full: { discount: decimal("1"), payWithinDays: 7 } })).toEqual([]);
  });
});

describe("settlement", () => {
  const bands = [band(180, "0.70"), band(60, "0.85", { maxPayments: 1 }), band(360, "0.5")];

  it.each([
    [59, null],
    [60, 8501n],
    [179, 8501n],
    [180, 7001n],
    [400, 5001n],
  ])("at %i days overdue pays %s", (days, toPay) => {
    const [offer] = offersOf({ settlement: bands }, overdue(days));
    expect(offer?.totals.toPayMinor ?? null).toBe(toPay);
    if (offer) expect(offer.totals.waivedMinor).toBe(10001n - offer.totals.toPayMinor);
  });

  it("spaces level payments equally until the deadline; the waiver comes with the last", () => {
    const [offer] = offersOf({ settlement: [band(0, "0.70")] });
    expect(view(offer)).toEqual([
      ["2026-12-01", 2334n, 7667n],
      ["2026-12-11", 2334n, 5333n],
      ["2026-12-21", 2333n, 0n],
    ]);
    expect(offer).toMatchObject({ kind: "settlement", terms: 3, reasons: ["settlement-band:0"] });
    expect(offer?.schedule.map((line) => line.n)).toEqual([1, 2, 3]);
    expect([offer?.annualRate, offer?.totals.overTodayMinor]).toEqual(["0.0000", -3000n]);
  });

  it("never puts two payments on a day or an empty one at the end", () => {
    const [short] = offersOf({ settlement: [band(0, "0.7", { payWithinDays: 2 })] });
    expect(short?.schedule.map((line) => line.dueOn)).toEqual(["2026-11-22", "2026-11-23"]);
    const [today] = offersOf({ settlement: [band(0, "0.7", { payWithinDays: 0 })] });
    expect(today?.schedule.map((line) => line.dueOn)).toEqual(["2026-11-21"]);
    const tiny = { owed: { principal: 4n } };
    const [few] = offersOf({ settlement: [band(0, "1", { maxPayments: 3 })] }, tiny);
    expect(few?.schedule.map((line) => line.amountMinor)).toEqual([2n, 2n]);
    expect(few?.schedule.map((line) => line.dueOn)).toEqual(["2026-12-06", "2026-12-21"]);
  });

  it("is not offered when its share rounds to nothing", () => {
    expect(offersOf({ settlement: [band(0, "0")] })).toEqual([]);
  });
});

describe("deferment", () => {
  const rule: DefermentRule = { maxDays: 90, perYear: 1, interest: "frozen", then: "full" };
  const plain = { owed: { principal: 1_000_000n } };

  it("moves the whole balance by the policy's days", () => {
    const [offer] = offersOf({ deferment: rule }, plain);
    expect(offer).toMatchObject({
      kind: "deferment",
      terms: 1,
      frequency: null,
      interest: "frozen",
    });
    expect(view(offer)).toEqual([["2027-02-19", 1_000_000n, 0n]]);
    expect(offer?.reasons).toEqual(["deferment:90"]);
  });

  it("charges the account's own interest when the policy says so", () => {
    const [offer] = offersOf({ deferment: { ...rule, interest: "contract" } }, plain);
    expect(view(offer)).toEqual([["2027-02-19", 1_045_000n, 0n]]);
    expect(offer?.totals).toMatchObject({ interestMinor: 45_000n, overTodayMinor: 45_000n });
    // 2 months and 29 of 31 days: 1.045^(12 ÷ (2 + 29⁄31)) − 1, and 12 times the period's rate.
    expect([offer?.annualRate, offer?.annualRateCompound]).toEqual(["0.1813", "0.1971"]);
  });

  it("then pays by instalments, at the first term that the statement carries", () => {
    const deferment = { ...rule, interest: "contract", then: "instalments" } as const;
    const instalments = { offerTerms: [12, 6, 3], firstDueToDays: 5 };
    const carried = (incomeMinor: bigint | null) => {
      const statement = incomeMinor === null ? null : statementOf(incomeMinor, 0n);
      const offers = offersOf({ deferment, instalments: null }, { ...plain, more: { statement } });
      expect(offers).toEqual([]);
      const input = planInput({ ...plain, instalments, more: { statement } });
      const all = computeOffers({ ...input, policy: { ...input.policy, deferment } });
      return all.filter((offer) => offer.kind === "deferment").map((offer) => offer.terms);
    };
    expect(carried(null)).toEqual([3]);
    expect(carried(250_000n)).toEqual([6]);
    expect(carried(1n)).toEqual([12]);
  });

  it("dates the instalments from the deferred day, never after it", () => {
    const deferment = { ...rule, then: "instalments" } as const;
    const first = (frequency: "monthly" | "last-working-day", maxDays = 90) => {
      const input = planInput({ ...plain, instalments: { frequencies: [frequency] } });
      const policy = { ...input.policy, deferment: { ...deferment, maxDays } };
      return computeOffers({ ...input, policy }).find((offer) => offer.kind === "deferment");
    };
    expect(first("monthly")?.schedule.map((line) => line.dueOn)).toEqual([
      "2027-02-19",
      "2027-03-19",
      "2027-04-19",
    ]);
    const both = planInput({ ...plain, instalments: { frequencies: ["weekly", "monthly"] } });
    const [offer] = computeOffers({ ...both, policy: { ...both.policy, deferment } }).slice(-1);
    expect([offer?.kind, offer?.frequency]).toEqual(["deferment", "monthly"]);
    expect(offer?.reasons).toEqual(["deferment:90"]);
    expect(first("last-working-day")?.firstDueOn).toBe("2027-01-29");
    expect(first("last-working-day", 97)?.firstDueOn).toBe("2027-02-26");
    expect(first("last-working-day", 5)).toBeUndefined();
  });

  it("is offered as often a year as the policy allows", () => {
    const having = (defermentsUsed: number) => ({ ...plain, more: { defermentsUsed } });
    expect(offersOf({ deferment: rule }, having(0))).toHaveLength(1);
    expect(offersOf({ deferment: rule }, having(1))).toHaveLength(0);
    expect(offersOf({ deferment: { ...rule, maxDays: 0 } }, plain)).toHaveLength(0);
  });
});

describe("all offers", () => {
  const policy: Partial<Policy> = {
    full: { discount: decimal("0"), payWithinDays: 7 },
    settlement: [band(0, "0.7")],
    deferment: { maxDays: 90, perYear: 1, interest: "frozen", then: "full" },
  };
  const all = { instalments: { offerTerms: [12, 3] } };
  const kinds = (change: PlanCase) =>
    offersOf(policy, { ...all, ...change }).map(({ kind }) => kind);

  it("come as full, settlement, instalments by terms, deferment", () => {
    const input = planInput({ owed, ...all, policy });
    const offers = computeOffers({
      ...input,
      policy: { ...input.policy, instalments: planInput(all).policy.instalments },
    });
    expect(offers.map((offer) => [offer.kind, offer.terms])).toEqual([
      ["full", 1],
      ["settlement", 3],
      ["instalments", 3],
      ["instalments", 12],
      ["deferment", 1],
    ]);
    expect(new Set(offers.map((offer) => offer.validUntil))).toEqual(new Set(["2026-11-28"]));
  });

  it("are none when nothing is owed", () => {
    expect(kinds({ owed: {} })).toEqual([]);
  });

  it("are none while a hold stops offers, and stay under other holds", () => {
    const under = (effect: HoldEffect, days: number) =>
      kinds({
        account: {
          holds: [
            {
              kind: "legal",
              from: addDays(calendarDate("2026-11-21"), days),
              to: null,
              effects: [effect],
            },
          ],
        },
      });
    expect(under("offers", 0)).toEqual([]);
    expect(under("offers", 1)).toHaveLength(5);
    expect(under("collection", 0)).toHaveLength(5);
  });

  it("do not move a deadline off a holiday", () => {
    const calendar = calendarFrom([calendarDate("2026-11-27")]);
    const full = { discount: decimal("0"), payWithinDays: 6 };
    const [offer] = offersOf({ full }, { more: { calendar } });
    expect(offer?.firstDueOn).toBe("2026-11-27");
  });
});
