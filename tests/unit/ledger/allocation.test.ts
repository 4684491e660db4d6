import { describe, expect, it } from "vitest";
import { allocatePayment, orderFor, ruleFor } from "#app/domain/ledger/allocation.ts";
import type { Component } from "#app/domain/money/components.ts";
import type { AllocationBand, Policy } from "#app/domain/policy/policy.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";

const early: Component[] = ["costs", "fees", "penalty", "interest", "principal"];
const late: Component[] = ["costs", "principal", "interest", "penalty", "fees"];
const owed = { principal: 1_000n, interest: 200n, penalty: 40n, fees: 8n, costs: 2n };
const withBands = (...allocation: AllocationBand[]) => ({ allocation }) as unknown as Policy;
const on = calendarDate("2026-06-01");

describe("allocatePayment", () => {
  it.each([
    [0n, early, { principal: 0n, interest: 0n, penalty: 0n, fees: 0n, costs: 0n }, 0n],
    [45n, early, { principal: 0n, interest: 0n, penalty: 35n, fees: 8n, costs: 2n }, 0n],
    [300n, early, { principal: 50n, interest: 200n, penalty: 40n, fees: 8n, costs: 2n }, 0n],
    [300n, late, { principal: 298n, interest: 0n, penalty: 0n, fees: 0n, costs: 2n }, 0n],
    [1_250n, late, owed, 0n],
    [1_251n, late, owed, 1n],
  ] as const)("spends %d in order", (amount, order, split, restMinor) => {
    expect(allocatePayment(owed, amount, order)).toEqual({ split, restMinor });
  });

  it("refuses a negative amount as a defect", () => {
    expect(() => allocatePayment(owed, -1n, early)).toThrow(/not negative/);
  });
});

describe("orderFor", () => {
  const card = withBands(
    { upToDaysOverdue: 90, from: null, order: early },
    { upToDaysOverdue: null, from: null, order: late },
  );

  it.each([
    [0, early, "allocation:up-to-90"],
    [90, early, "allocation:up-to-90"],
    [91, late, "allocation:over-90"],
  ] as const)("takes the band of %d days overdue", (days, order, rule) => {
    expect(orderFor(card, days, on)).toEqual(order);
    expect(ruleFor(card, days, on)).toBe(rule);
  });

  it("takes the newest set in force, and the older one where it has no band", () => {
    const policy = withBands(
      { upToDaysOverdue: 30, from: calendarDate("2026-06-01"), order: late },
      { upToDaysOverdue: 90, from: null, order: early },
      { upToDaysOverdue: null, from: null, order: late },
    );
    expect(orderFor(policy, 30, calendarDate("2026-05-31"))).toEqual(early);
    expect(orderFor(policy, 30, on)).toEqual(late);
    expect(orderFor(policy, 31, on)).toEqual(early);
    expect(orderFor(policy, 91, on)).toEqual(late);
  });

  it("lets the oldest set decide before any set is in force", () => {
    const policy = withBands(
      { upToDaysOverdue: null, from: calendarDate("2027-01-01"), order: early },
      { upToDaysOverdue: null, from: calendarDate("2026-07-01"), order: late },
    );
    expect(orderFor(policy, 5, on)).toEqual(late);
    expect(ruleFor(policy, 5, on)).toBe("allocation:any");
  });
});
