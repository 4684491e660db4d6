import { describe, expect, it } from "vitest";
import type { Policy } from "#app/domain/policy/policy.ts";
import { decimal } from "#app/domain/primitives/rational.ts";
import { card, owedOn } from "../../support/domain/account.ts";

const penalty = { share: decimal("0.05"), floorMinor: 1_000n, ceilingMinor: 5_000n };
const policy: Policy = { ...card, penalty };
const change = {
  interest: { dailyRate: "0", statementDay: 5 },
  minimumDue: "600.00",
  delinquentSince: "2026-10-25",
};
const paid = (on: string, amount: string) => ({ on, kind: "payment", amount });
const penalties = (balance: ReturnType<typeof owedOn>) =>
  balance.itemisation
    .filter((line) => line.kind === "penalty")
    .map((line) => [line.on, line.amountMinor, line.rule]);

describe("the penalty of a policy", () => {
  it("charges a share of the unpaid minimum once a cycle, on the statement day", () => {
    const balance = owedOn("2027-01-05", change, policy);
    expect(penalties(balance)).toEqual([
      ["2026-11-05", 3_000n, "penalty"],
      ["2026-12-05", 3_000n, "penalty"],
      ["2027-01-05", 3_000n, "penalty"],
    ]);
    expect(balance.components.penalty).toBe(9_000n);
    expect(balance.explanation.slice(0, 2)).toEqual([
      {
        from: "2026-11-01",
        to: "2026-11-05",
        days: 4,
        baseMinor: 60_000n,
        rate: "0.05",
        amountMinor: 3_000n,
        component: "penalty",
        rule: "penalty",
      },
      expect.objectContaining({ from: "2026-11-05", to: "2026-12-05", days: 30 }),
    ]);
  });

  it("keeps floor and ceiling, and counts what was paid by then", () => {
    const movements = [paid("2026-11-05", "400.01"), paid("2026-12-06", "199.98")];
    expect(penalties(owedOn("2027-01-04", { ...change, movements }, policy))).toEqual([
      ["2026-11-05", 1_000n, "penalty"],
      ["2026-12-05", 1_000n, "penalty"],
    ]);
    const high = { ...change, minimumDue: "1000.20" };
    expect(penalties(owedOn("2026-11-05", high, policy))).toEqual([
      ["2026-11-05", 5_000n, "penalty-ceiling"],
    ]);
    const low = { ...change, minimumDue: "0.01" };
    expect(penalties(owedOn("2026-11-05", low, policy))).toEqual([
      ["2026-11-05", 1_000n, "penalty-floor"],
    ]);
  });

  it("ends when the minimum is paid, and begins again when the payment is reversed", () => {
    const movements = [
      paid("2026-11-03", "600.00"),
      { on: "2026-12-01", kind: "reversal", amount: "600.00" },
    ];
    expect(penalties(owedOn("2026-12-05", { ...change, movements }, policy))).toEqual([
      ["2026-12-05", 3_000n, "penalty"],
    ]);
  });

  it("takes a waiver that is undone for no payment that is undone", () => {
    const movements = [
      paid("2026-11-02", "600.00"),
      { on: "2026-11-03", kind: "waiver", amount: "100.00" },
      { on: "2026-11-04", kind: "reversal", amount: "100.00" },
    ];
    expect(penalties(owedOn("2026-11-05", { ...change, movements }, policy))).toEqual([]);
  });

  it("is never counted on more than is owed", () => {
    const movements = [{ on: "2026-11-02", kind: "waiver", amount: "9700.00" }];
    expect(penalties(owedOn("2026-11-05", { ...change, movements }, policy))).toEqual([
      ["2026-11-05", 1_500n, "penalty"],
    ]);
  });

  it.each([
    ["before the account is overdue", { delinquentSince: "2026-11-05" }],
    ["when it never was", { delinquentSince: null }],
    ["without a minimum due", { minimumDue: "0.00" }],
    [
      "under a hold that stops interest",
      { holds: [{ kind: "breathing-space", from: "2026-11-05", effects: ["interest"] }] },
    ],
  ])("adds none %s", (_, more) => {
    expect(penalties(owedOn("2026-11-06", { ...change, ...more }, policy))).toEqual([]);
  });

  it("adds none without a rule, or of nothing", () => {
    expect(penalties(owedOn("2026-12-05", change))).toEqual([]);
    const nothing = { share: decimal("0"), floorMinor: 0n, ceilingMinor: 5_000n };
    expect(penalties(owedOn("2026-12-05", change, { ...card, penalty: nothing }))).toEqual([]);
  });

  it("falls on the day of the month of the first arrears where no statement day is known", () => {
    const unknown = { ...change, interest: { dailyRate: "0" }, delinquentSince: "2026-08-31" };
    expect(penalties(owedOn("2026-12-31", unknown, policy)).map(([on]) => on)).toEqual([
      "2026-11-30",
      "2026-12-31",
    ]);
  });

  it("bears no interest", () => {
    const bearing = { ...change, interest: { dailyRate: "0.0005", statementDay: 5 } };
    const balance = owedOn("2026-11-25", bearing, policy);
    expect(balance.components.interest).toBe(12_000n);
  });
});
