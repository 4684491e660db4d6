import { describe, expect, it } from "vitest";
import type { HoldRow } from "#app/db/stores/holds.server.ts";
import { planHolds } from "#app/services/plans/plan-holds.server.ts";

const at = (day: number) => new Date(Date.UTC(2026, 10, day));
const signed = (day: number) => ({ agreedAt: at(day) });

const hold = (day: number, kind = "agreed-plan"): HoldRow => ({
  id: `${kind}-${day}`,
  accountId: "a",
  portfolioId: "p",
  kind,
  effects: ["interest"],
  fromOn: "2026-11-01",
  toOn: null,
  reason: "test",
  setBy: "system",
  createdAt: at(day),
  endedAt: null,
});

describe("the holds of a plan signed on the 10th", () => {
  const holds = [hold(20), hold(5), hold(10), hold(12, "dispute"), hold(15)];

  it.each([
    ["the newest", [signed(5), signed(10)], [10, 15, 20]],
    ["with another one on the 18th", [signed(18), signed(10)], [10, 15]],
    ["with two after it", [signed(20), signed(15), signed(10)], [10]],
  ] as const)("%s", (_, plans, days) => {
    const own = planHolds(holds, signed(10), plans).map(({ createdAt }) => createdAt.getUTCDate());
    expect(own).toEqual(days);
  });

  it("are none where only the plan before had one", () => {
    expect(planHolds([hold(5)], signed(10))).toEqual([]);
  });
});
