import { describe, expect, it } from "vitest";
import { fitBudget, heaviestMonth } from "#app/domain/plans/burden.ts";
import { computeOffers } from "#app/domain/plans/offers.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { planInput } from "../../support/oracle/plans-input.ts";

type Line = Parameters<typeof heaviestMonth>[0]["schedule"][number];

/** A schedule of `due date: minor units`, or `due date<date it was moved from: …`. */
function plan(lines: Record<string, number>): { schedule: Line[] } {
  const schedule = Object.entries(lines).map(([day, amount], index) => {
    const [dueOn = "", movedFrom] = day.split("<");
    return {
      n: index + 1,
      dueOn: calendarDate(dueOn),
      movedFrom: movedFrom === undefined ? null : calendarDate(movedFrom),
      amountMinor: BigInt(amount),
      components: { principal: BigInt(amount), interest: 0n, penalty: 0n, fees: 0n, costs: 0n },
      balanceAfterMinor: 0n,
    };
  });
  return { schedule };
}

describe("the heaviest month of an offer", () => {
  it.each([
    [{ "2026-12-21": 700 }, 700n],
    [{ "2026-12-21": 700, "2027-01-21": 700, "2027-02-21": 650 }, 700n],
    [{ "2026-12-01": 100, "2026-12-08": 100, "2026-12-15": 100, "2026-12-22": 100 }, 400n],
    [{ "2026-12-31": 100, "2027-01-30": 150 }, 250n],
    [{ "2026-12-31": 100, "2027-01-31": 150 }, 150n],
    [{ "2027-08-23<2027-08-21": 700, "2027-09-21": 700 }, 700n],
  ])("of %j is %s", (lines, expected) => {
    expect(heaviestMonth(plan(lines as unknown as Record<string, number>))).toBe(expected);
  });

  it("is never less than the largest payment, nor more than all", () => {
    const owed = { principal: 900_000n };
    for (const offer of computeOffers(planInput({ owed }))) {
      const month = heaviestMonth(offer);
      const amounts = offer.schedule.map((line) => line.amountMinor);
      expect(amounts.every((amount) => amount <= month)).toBe(true);
      expect(month).toBeLessThanOrEqual(offer.totals.toPayMinor);
    }
  });
});

describe("a monthly budget", () => {
  const offers = [1000, 700, 500].map((amount) => plan({ "2026-12-21": amount }));
  it.each([
    [2000n, ["closest", "within", "within"]],
    [700n, [null, "closest", "within"]],
    [699n, [null, null, "closest"]],
    [100n, [null, null, "closest"]],
  ])("of %s fits %j", (budget, expected) => {
    expect(fitBudget(offers, budget)).toEqual(expected);
  });

  it("fits nothing to nothing", () => {
    expect(fitBudget([], 100n)).toEqual([]);
  });
});
