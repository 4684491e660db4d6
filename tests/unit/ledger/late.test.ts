import { describe, expect, it } from "vitest";
import { owedOn } from "../../support/domain/account.ts";

const paid = { on: "2026-10-22", kind: "payment", amount: "1000.00", reference: "p1" };
const lateLines = (balance: ReturnType<typeof owedOn>) =>
  balance.itemisation.filter((line) => line.rule === "late-applied");

describe("a movement dated before the snapshot that does not know it", () => {
  it("credits the interest that the snapshot charged on that money", () => {
    const components = { principal: "10000.00", interest: "200.00" };
    const split = { principal: "900.00", interest: "100.00" };
    const balance = owedOn("2026-11-11", { components, movements: [{ ...paid, split }] });
    // 900.00 × 0.0005 × 10 days before the snapshot = 4.50; afterwards 9,100.00 for 10 days.
    expect(balance.components).toMatchObject({
      principal: 910_000n,
      interest: 10_000n - 450n + 4_550n,
    });
    expect(lateLines(balance)).toEqual([
      {
        on: "2026-11-01",
        kind: "interest",
        component: "interest",
        amountMinor: -450n,
        split: { principal: 0n, interest: 450n, penalty: 0n, fees: 0n, costs: 0n },
        rule: "late-applied",
        reference: "p1",
      },
    ]);
    expect(balance.explanation[0]).toMatchObject({
      from: "2026-10-22",
      to: "2026-11-01",
      days: 10,
      baseMinor: 90_000n,
      rate: "0.0005",
      amountMinor: -450n,
      rule: "late-applied",
    });
  });

  it("keeps its own date and band", () => {
    const change = {
      components: { principal: "10000.00", interest: "200.00" },
      delinquentSince: "2026-07-24",
      movements: [paid],
    };
    const day90 = owedOn("2026-11-01", change);
    expect(day90.itemisation.find((line) => line.kind === "payment")).toMatchObject({
      on: "2026-10-22",
      rule: "allocation:up-to-90",
      split: { principal: 80_000n, interest: 20_000n },
    });
    const day91 = owedOn("2026-11-01", { ...change, delinquentSince: "2026-07-23" });
    expect(day91.components).toMatchObject({ principal: 900_000n, interest: 19_500n });
  });

  it("gives nothing back for money that bore no interest, or days on hold", () => {
    const onFees = { ...paid, split: { fees: "1000.00" } };
    const components = { principal: "5.00", fees: "1000.00" };
    expect(lateLines(owedOn("2026-11-01", { components, movements: [onFees] }))).toEqual([]);
    const holds = [{ kind: "dispute", from: "2026-10-25", effects: ["interest"] }];
    const held = owedOn("2026-11-01", { movements: [paid], holds });
    expect(lateLines(held)[0]?.amountMinor).toBe(-150n);
    expect(held.explanation.map((line) => line.rule)).toEqual(["late-applied"]);
  });

  it("lowers the rest of the balance when the interest was paid, then is credit", () => {
    const components = { principal: "1000.00", fees: "1.00" };
    const split = { principal: "1000.00" };
    const balance = owedOn("2026-11-01", { components, movements: [{ ...paid, split }] });
    // 5.00 back: 1.00 on the fees, 4.00 credit.
    expect([balance.totalMinor, balance.creditMinor]).toEqual([0n, 400n]);
  });

  it("adds what the snapshot charged too little on money that went back", () => {
    const back = { on: "2026-10-27", kind: "reversal", amount: "1000.00", reference: "p1" };
    const balance = owedOn("2026-11-01", { movements: [paid, back] });
    // Ten days given back, five charged again: the money was there for five days.
    expect(lateLines(balance).map((line) => line.amountMinor)).toEqual([250n, -500n]);
    expect(balance.components).toMatchObject({ principal: 1_000_000n - 250n, interest: 0n });
  });

  it("does not let a total cap since the snapshot bound what was charged before it", () => {
    const interest = { dailyRate: "0.0005", cap: { total: "1.00" } };
    const balance = owedOn("2026-11-11", { interest, movements: [paid] });
    expect(lateLines(balance)[0]?.amountMinor).toBe(-500n);
    expect(balance.explanation.at(-1)?.rule).toBe("total-cap");
  });
});
