import { describe, expect, it } from "vitest";
import type { Offer } from "#app/domain/plans/offer.ts";
import { computeOffers } from "#app/domain/plans/offers.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { decimal } from "#app/domain/primitives/rational.ts";
import { type PlanCase, planInput, statementOf } from "../../support/oracle/plans-input.ts";

function only(change: PlanCase): Offer {
  const offers = computeOffers(planInput(change));
  expect(offers).toHaveLength(1);
  return offers[0] as Offer;
}

const terms = (n: number, more = {}) => ({ offerTerms: [n], ...more });

describe("which instalment plans are offered", () => {
  const owed = { principal: 1_200_000n };

  it("offers each term of each frequency once, by terms", () => {
    const offers = computeOffers(
      planInput({
        owed,
        instalments: { offerTerms: [12, 6, 12], frequencies: ["monthly", "weekly"] },
      }),
    );
    expect(offers.map((offer) => [offer.terms, offer.frequency])).toEqual([
      [6, "monthly"],
      [6, "weekly"],
      [12, "monthly"],
      [12, "weekly"],
    ]);
    expect(offers.every((offer) => offer.reasons[0] === "policy-term")).toBe(true);
  });

  it("adds the fewest terms that fit each share of what is left over", () => {
    const shares = [decimal("0.5"), decimal("0.6"), decimal("0.8")];
    const offers = computeOffers(
      planInput({
        owed,
        instalments: { offerTerms: [8, 36] },
        policy: { affordability: { shares, warnAbove: decimal("0.7") } },
        more: { statement: statementOf(800_000n, 600_000n) },
      }),
    );
    expect(offers.map((offer) => [offer.terms, offer.reasons, offer.affordability])).toEqual([
      [
        8,
        ["policy-term", "affordable-share:0.8"],
        { leftMinor: 200_000n, share: "0.75", warning: true },
      ],
      [10, ["affordable-share:0.6"], { leftMinor: 200_000n, share: "0.60", warning: false }],
      [12, ["affordable-share:0.5"], { leftMinor: 200_000n, share: "0.50", warning: false }],
      [36, ["policy-term"], { leftMinor: 200_000n, share: "0.17", warning: false }],
    ]);
  });

  it("offers no term outside the policy's own range", () => {
    const range = { offerTerms: [1, 2, 6, 7], minTerms: 2, maxTerms: 6 };
    const offers = computeOffers(planInput({ owed, instalments: range }));
    expect(offers.map((offer) => offer.terms)).toEqual([2, 6]);
  });

  it("keeps the frequency of a plan of one instalment", () => {
    const offer = only({ owed, instalments: terms(1, { frequencies: ["weekly"] }) });
    expect([offer.kind, offer.terms, offer.frequency]).toEqual(["instalments", 1, "weekly"]);
  });

  it("takes one more term where rounding up to the unit would pass the share", () => {
    const fits = (incomeMinor: bigint, maxTerms: number) =>
      computeOffers(
        planInput({
          owed: { principal: 1_205_000n },
          instalments: { offerTerms: [], unitMinor: 1000n, maxTerms },
          policy: { affordability: { shares: [decimal("0.5")], warnAbove: decimal("0.8") } },
          more: { statement: statementOf(incomeMinor, 0n) },
        }),
      ).map((offer) => [offer.terms, offer.schedule[0]?.amountMinor]);
    expect(fits(202_000n, 60)).toEqual([[12, 101_000n]]);
    expect(fits(201_000n, 60)).toEqual([[13, 93_000n]]);
    expect(fits(201_000n, 13)).toEqual([[13, 93_000n]]);
    expect(fits(201_000n, 12)).toEqual([]);
    expect(fits(1n, 60)).toEqual([]);
  });

  it("never goes below the policy's terms or amount for a share", () => {
    const shares = [decimal("0.01"), decimal("0.9")];
    const offer = computeOffers(
      planInput({
        owed,
        instalments: { offerTerms: [], minTerms: 4, minAmountMinor: 30_000n },
        policy: { affordability: { shares, warnAbove: decimal("0.8") } },
        more: { statement: statementOf(2_000_000n, 0n) },
      }),
    );
    expect(offer.map((each) => each.terms)).toEqual([4]);
  });

  it("warns, shares nothing and refuses nothing when nothing is left over", () => {
    const shares = [decimal("0.5")];
    const offers = computeOffers(
      planInput({
        owed,
        policy: { affordability: { shares, warnAbove: decimal("0.8") } },
        more: { statement: statementOf(300_000n, 300_000n) },
      }),
    );
    expect(offers.map((offer) => offer.affordability)).toEqual([
      { leftMinor: 0n, share: null, warning: true },
    ]);
  });

  it("compares the warning exactly, not by the two decimals shown", () => {
    const offer = only({
      owed: { principal: 2_400_003n },
      policy: { affordability: { shares: [], warnAbove: decimal("0.8") } },
      more: { statement: statementOf(1_000_000n, 0n) },
    });
    expect(offer.affordability).toEqual({ leftMinor: 1_000_000n, share: "0.80", warning: true });
    const within = only({
      owed: { principal: 2_400_000n },
      policy: { affordability: { shares: [], warnAbove: decimal("0.8") } },
      more: { statement: statementOf(1_000_000n, 0n) },
    });
    expect(within.affordability?.warning).toBe(false);
  });

  it("keeps the wished day and stands for the policy's days", () => {
    const offer = only({
      owed,
      instalments: { workingDays: "following" },
      more: { firstDueOn: calendarDate("2026-12-31") },
    });
    expect(offer.schedule.map((line) => line.dueOn)).toEqual([
      "2026-12-31",
      "2027-02-01",
      "2027-03-01",
    ]);
    expect(offer.schedule.map((line) => line.movedFrom)).toEqual([
      null,
      "2027-01-31",
      "2027-02-28",
    ]);
    expect(offer).toMatchObject({ firstDueOn: "2026-12-31", lastDueOn: "2027-03-01" });
    expect(offer.validUntil).toBe("2026-11-28");
  });

  it("offers no last-working-day plan when the window holds no such day", () => {
    const plan = (firstDueToDays: number) =>
      computeOffers(
        planInput({ owed, instalments: { frequencies: ["last-working-day"], firstDueToDays } }),
      );
    expect(plan(8)).toEqual([]);
    expect(plan(9).map((offer) => offer.firstDueOn)).toEqual(["2026-11-30"]);
  });
});
