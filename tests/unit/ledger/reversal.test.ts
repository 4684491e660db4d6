import { describe, expect, it } from "vitest";
import { owedOn } from "../../support/domain/account.ts";

const components = { principal: "100.00", interest: "20.00", fees: "5.00" };
const interest = { dailyRate: "0" };
const paid = (amount: string, reference?: string) => ({
  on: "2026-11-02",
  kind: "payment",
  amount,
  reference,
});
const undone = (amount: string, more: object = {}) => ({
  on: "2026-11-03",
  kind: "reversal",
  amount,
  ...more,
});

function owedAfter(...movements: object[]) {
  const balance = owedOn("2026-11-03", { components, interest, movements });
  const { principal, interest: rest, fees } = balance.components;
  return [principal, rest, fees, balance.creditMinor].map(Number);
}

describe("a reversal", () => {
  it("puts back what its payment had paid", () => {
    expect(owedAfter(paid("30.00"), undone("30.00"))).toEqual([10_000, 2_000, 500, 0]);
  });

  it("undoes a part from the end of the order", () => {
    expect(owedAfter(paid("30.00"), undone("7.00"))).toEqual([10_000, 200, 0, 0]);
    expect(owedAfter(paid("30.00"), undone("7.00"), undone("23.00"))).toEqual([
      10_000, 2_000, 500, 0,
    ]);
  });

  it("finds its payment by reference, then by amount, then takes the latest", () => {
    const pays = [paid("5.00", "a"), paid("20.00", "b"), paid("10.00", "c")];
    expect(owedAfter(...pays, undone("5.00", { reference: "b" }))).toEqual([9_000, 500, 0, 0]);
    expect(owedAfter(...pays, undone("20.00", { reference: "x" }))).toEqual([9_000, 2_000, 0, 0]);
    expect(owedAfter(...pays, undone("12.00"))).toEqual([10_000, 200, 0, 0]);
  });

  it("takes the credit back first", () => {
    expect(owedAfter(paid("130.00"), undone("130.00"))).toEqual([10_000, 2_000, 500, 0]);
    expect(owedAfter(paid("130.00"), undone("3.00"))).toEqual([0, 0, 0, 200]);
  });

  it("takes no missing reference for the same one", () => {
    const pays = [paid("20.00"), paid("10.00")];
    expect(owedAfter(...pays, undone("20.00"))).toEqual([9_500, 1_500, 500, 0]);
  });

  it("goes on where an earlier reversal of the same payment ended", () => {
    const late = { components, interest, delinquentSince: "2026-01-01" };
    const movements = [paid("130.00"), undone("3.00"), undone("3.00")];
    const balance = owedOn("2026-11-03", { ...late, movements });
    // Beyond 90 days the fees are paid last: 5.00 of credit, then 1.00 of fees come back.
    expect(balance.components).toMatchObject({ principal: 0n, fees: 100n });
    expect(balance.creditMinor).toBe(0n);
  });

  it("owes as principal what it cannot explain, or on the component that it names", () => {
    expect(owedAfter(undone("9.00"))).toEqual([10_900, 2_000, 500, 0]);
    expect(owedAfter(undone("9.00", { component: "fees" }))).toEqual([10_000, 2_000, 1_400, 0]);
  });

  it("keeps a posted split, and owes credit that is gone as principal", () => {
    const split = { principal: "1.00", fees: "2.00" };
    expect(owedAfter(undone("7.00", { split }))).toEqual([10_500, 2_000, 700, 0]);
    expect(owedAfter(paid("128.00"), undone("7.00", { split }))).toEqual([200, 0, 200, 0]);
  });

  it("undoes a waiver without touching what was paid", () => {
    const waiver = { on: "2026-11-02", kind: "waiver", amount: "25.00" };
    expect(owedAfter(waiver, undone("25.00"))).toEqual([10_000, 2_000, 500, 0]);
  });

  it("brings no more of a waiver back than it found", () => {
    const whole = { principal: "100.00", interest: "20.00", fees: "5.00" };
    const facts = { split: whole, reference: "waiver-1" };
    const waiver = { on: "2026-11-02", kind: "waiver", amount: "125.00", ...facts };
    expect(owedAfter(paid("10.00"), waiver, undone("125.00", facts))).toEqual(
      owedAfter(paid("10.00")),
    );
  });

  it("itemises its whole amount", () => {
    const movements = [paid("130.00"), undone("130.00", { reference: "chargeback-1" })];
    const { itemisation } = owedOn("2026-11-03", { components, interest, movements });
    expect(itemisation.at(-1)).toMatchObject({
      kind: "reversal",
      amountMinor: 13_000n,
      rule: "reversal",
      reference: "chargeback-1",
    });
  });

  it("lets restored interest bear interest again when the terms say so", () => {
    const bearing = { dailyRate: "0.01", accruesOn: ["interest"] };
    const change = { components: { principal: "0.00", interest: "100.00" }, interest: bearing };
    const balance = owedOn("2026-11-13", {
      ...change,
      movements: [paid("101.00"), undone("101.00")],
    });
    // A day's 1.00, nothing on the day it was paid, then 101.00 for ten days.
    expect(balance.components.interest).toBe(10_100n + 1_010n);
  });
});
