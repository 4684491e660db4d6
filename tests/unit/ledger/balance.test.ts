import { describe, expect, it } from "vitest";
import { balanceOn } from "#app/domain/ledger/balance.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { account, card, owedOn } from "../../support/domain/account.ts";

/** The parts of a balance in the order principal, interest, penalty, fees, costs, credit. */
function parts(balance: ReturnType<typeof owedOn>) {
  const { principal, interest, penalty, fees, costs } = balance.components;
  return [principal, interest, penalty, fees, costs, balance.creditMinor].map(Number);
}
const paid = (on: string, amount: string) => ({ on, kind: "payment", amount });

describe("balanceOn", () => {
  it.each([null, "2026-01-01"])("gives 17.40, a bank's own published example", (since) => {
    const balance = owedOn("2026-05-05", {
      asOf: "2026-03-30",
      components: { principal: "1000.00" },
      movements: [paid("2026-04-23", "100.00")],
      delinquentSince: since,
    });
    // Interest is not owed until it is posted, so in either band the payment lowers the base.
    expect(parts(balance)).toEqual([90_000, 1_740, 0, 0, 0, 0]);
    expect(balance.explanation.map((line) => [line.days, line.amountMinor])).toEqual([
      [24, 1_200n],
      [12, 540n],
    ]);
  });

  it("spends a payment on interest that is posted, and on what has accrued at last", () => {
    const components = { principal: "1000.00", interest: "20.00", fees: "3.00" };
    const at = (amount: string) =>
      parts(owedOn("2026-11-11", { components, movements: [paid("2026-11-11", amount)] }));
    // Ten days have accrued 5.00.
    expect(at("22.00")).toEqual([100_000, 600, 0, 0, 0, 0]);
    expect(at("1023.00")).toEqual([0, 500, 0, 0, 0, 0]);
    expect(at("1024.00")).toEqual([0, 400, 0, 0, 0, 0]);
    expect(at("1028.00")).toEqual([0, 0, 0, 0, 0, 0]);
    expect(at("1028.01")).toEqual([0, 0, 0, 0, 0, 1]);
  });

  it("posts accrued interest that a posted split has paid, or that is waived by name", () => {
    const split = { principal: "1000.00", interest: "5.00" };
    const interest = { dailyRate: "0.0005" };
    const change = { components: { principal: "1000.00" }, interest };
    const posted = { ...paid("2026-11-11", "1005.00"), split };
    expect(parts(owedOn("2026-11-11", { ...change, movements: [posted] }))).toEqual([
      0, 0, 0, 0, 0, 0,
    ]);
    const waiver = { on: "2026-11-11", kind: "waiver", amount: "4.00", component: "interest" };
    const waived = owedOn("2026-11-12", { ...change, movements: [waiver] });
    expect(parts(waived)).toEqual([100_000, 150, 0, 0, 0, 0]);
    // A posting in between ends its own lines.
    expect(waived.explanation.map((line) => line.amountMinor)).toEqual([500n, 50n]);
  });

  it("spends on principal, not on accruing interest, what a posted split has over", () => {
    const components = { principal: "1000.00", interest: "20.00" };
    const split = { principal: "80.00", interest: "20.00" };
    const posted = { ...paid("2026-11-21", "100.00"), split };
    const change = { components, interest: { dailyRate: "0.0005" } };
    // Told late, and of an earlier day: it had met the 20.00. 10 x 0.50 + 10 x 0.49 have come up.
    const movements = [paid("2026-11-11", "40.00"), posted];
    const balance = owedOn("2026-11-21", { ...change, movements });
    expect(parts(balance)).toEqual([88_000, 990, 0, 0, 0, 0]);
    expect(balance.itemisation.find(({ rule }) => rule === "posted-split")?.split).toMatchObject({
      principal: 10_000n,
      interest: 0n,
    });
  });

  it("answers the example of the contract", () => {
    const balance = owedOn("2026-11-21", {
      components: {
        principal: "10000.00",
        interest: "523.40",
        penalty: "80.00",
        fees: "0.00",
        costs: "0.00",
      },
      minimumDue: "1200.00",
      delinquentSince: "2026-08-23",
      interest: {
        dailyRate: "0.0005",
        accruesOn: ["principal"],
        compounding: "none",
        statementDay: 5,
      },
      movements: [paid("2026-11-10", "500.00")],
      holds: [
        {
          kind: "breathing-space",
          from: "2026-11-05",
          to: "2026-11-15",
          effects: ["interest"],
        },
      ],
    });
    expect(balance.daysOverdue).toBe(90);
    expect(parts(balance)).toEqual([1_000_000, 15_340, 0, 0, 0, 0]);
    expect(balance.explanation.map((l) => [l.from, l.to, l.amountMinor, l.rule])).toEqual([
      ["2026-11-01", "2026-11-05", 2_000n, "daily-rate"],
      ["2026-11-05", "2026-11-15", 0n, "hold:breathing-space"],
      ["2026-11-15", "2026-11-21", 3_000n, "daily-rate"],
    ]);
    const lines = balance.itemisation.map((l) => [
      l.on,
      l.kind,
      l.component,
      l.amountMinor,
      l.rule,
    ]);
    expect(lines).toEqual([
      ["2026-11-01", "opening", "principal", 1_000_000n, null],
      ["2026-11-01", "opening", "interest", 52_340n, null],
      ["2026-11-01", "opening", "penalty", 8_000n, null],
      ["2026-11-10", "payment", null, -50_000n, "allocation:up-to-90"],
      ["2026-11-21", "interest", "interest", 5_000n, "accrued"],
    ]);
  });

  it("counts movements on the as-of day and on the day itself, and leaves out later ones", () => {
    const movements = [
      paid("2026-11-01", "1000.00"),
      paid("2026-11-11", "10.00"),
      paid("2026-11-12", "10.00"),
    ];
    const balance = owedOn("2026-11-11", { movements });
    // 9,000.00 × 0.0005 × 10 = 45.00, owed with the second payment's own day.
    expect(parts(balance)).toEqual([899_000, 4_500, 0, 0, 0, 0]);
  });

  it("answers the snapshot on its own day", () => {
    const balance = owedOn("2026-11-01", { components: { principal: "1.00", fees: "2.00" } });
    expect(parts(balance)).toEqual([100, 0, 0, 200, 0, 0]);
    expect(balance.explanation).toEqual([]);
  });

  it("refuses a day before the snapshot as a defect", () => {
    expect(() => owedOn("2026-10-31")).toThrow(/before its snapshot/);
  });

  it("takes the band of the payment's own date on both sides of the 90-day line", () => {
    const change = {
      components: { principal: "1000.00", interest: "50.00", fees: "10.00" },
      interest: { dailyRate: "0" },
      delinquentSince: "2026-08-13",
    };
    const day90 = owedOn("2026-11-12", { ...change, movements: [paid("2026-11-11", "30.00")] });
    const day91 = owedOn("2026-11-12", { ...change, movements: [paid("2026-11-12", "30.00")] });
    expect(parts(day90)).toEqual([100_000, 3_000, 0, 0, 0, 0]);
    expect(parts(day91)).toEqual([97_000, 5_000, 0, 1_000, 0, 0]);
    expect(day90.itemisation.at(-1)?.split).toEqual({
      principal: 0n,
      interest: 2_000n,
      penalty: 0n,
      fees: 1_000n,
      costs: 0n,
    });
  });

  it("turns money beyond the balance into credit, apart from the total", () => {
    const balance = owedOn("2026-12-01", {
      components: { principal: "100.00" },
      movements: [paid("2026-11-03", "150.00")],
    });
    // Two days: 0.10 of interest, paid with the rest.
    expect(parts(balance)).toEqual([0, 0, 0, 0, 0, 4_990]);
    expect(balance.totalMinor).toBe(0n);
  });

  it("posts interest cumulatively, so that many payments lose and win nothing", () => {
    const movements = Array.from({ length: 20 }, (_, i) => ({
      ...paid(`2026-11-${String(i + 2).padStart(2, "0")}`, "0.01"),
      component: "fees",
    }));
    const components = { principal: "1.10", fees: "5.00" };
    const balance = owedOn("2026-11-22", { components, movements });
    // 110 minor × 0.0005 × 21 days = 1.155; each day alone would round to nothing.
    expect(balance.components.interest).toBe(1n);
    expect(balance.components.fees).toBe(480n);
  });

  it("lets a charge bear interest from its day when its component does", () => {
    const movements = [
      { on: "2026-11-11", kind: "charge", amount: "10000.00", component: "principal" },
      { on: "2026-11-11", kind: "charge", amount: "7.00", component: "fees" },
      { on: "2026-11-11", kind: "charge", amount: "5.00", split: { costs: "5.00" } },
    ];
    expect(parts(owedOn("2026-11-21", { movements }))).toEqual([2_000_000, 15_000, 0, 700, 500, 0]);
  });

  it("applies a day's movements in the order given", () => {
    const fee = { on: "2026-11-02", kind: "charge", amount: "7.00", component: "fees" };
    const change = { components: { principal: "10.00" }, interest: { dailyRate: "0" } };
    const after = owedOn("2026-11-02", {
      ...change,
      movements: [paid("2026-11-02", "12.00"), fee],
    });
    const before = owedOn("2026-11-02", {
      ...change,
      movements: [fee, paid("2026-11-02", "12.00")],
    });
    expect(parts(after)).toEqual([0, 0, 0, 700, 0, 200]);
    expect(parts(before)).toEqual([500, 0, 0, 0, 0, 0]);
  });

  it("keeps a posted split as far as it is owed, then follows the order", () => {
    const split = { principal: "20.00", interest: "30.00", fees: "10.00" };
    const balance = owedOn("2026-11-01", {
      components: { principal: "100.00", interest: "12.00", costs: "1.00" },
      movements: [{ ...paid("2026-11-01", "65.00"), split }],
    });
    // Interest 12.00 of 30.00 and no fees fit; 28.00 goes on; 5.00 was credit and stays so.
    expect(parts(balance)).toEqual([5_300, 0, 0, 0, 0, 500]);
    expect(balance.itemisation.at(-1)?.rule).toBe("posted-split");
  });

  it("takes a waiver off what is owed and makes no credit of it", () => {
    const waiver = { on: "2026-11-01", kind: "waiver", amount: "100.00", component: "fees" };
    const components = { principal: "50.00", fees: "20.00" };
    const balance = owedOn("2026-11-01", { components, movements: [waiver] });
    expect(parts(balance)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(balance.itemisation.at(-1)).toMatchObject({ kind: "waiver", amountMinor: -7_000n });
    expect(balance.itemisation.at(-1)?.rule).toBe("component:fees");
  });

  it("compounds on the statement day what was not paid by then", () => {
    const balance = owedOn("2026-12-10", {
      interest: { dailyRate: "0.0005", compounding: "statement", statementDay: 5 },
      movements: [paid("2026-11-05", "15.00")],
    });
    // 4 days 20.00, of which 15.00 is paid: 5.00 joins on 5 November, 155.08 in all on 5 December.
    expect(balance.explanation.map((l) => [l.from, l.baseMinor, l.amountMinor])).toEqual([
      ["2026-11-01", 1_000_000n, 2_000n],
      ["2026-11-05", 1_000_500n, 15_008n],
      ["2026-12-05", 1_015_508n, 2_538n],
    ]);
  });

  it("pays interest that bears interest first", () => {
    const balance = owedOn("2026-11-12", {
      components: { principal: "0.00", interest: "1000.00" },
      interest: { dailyRate: "0.001", accruesOn: ["principal", "interest"] },
      movements: [paid("2026-11-11", "400.00")],
    });
    // Ten days on 1,000.00, then one day on 600.00: the accrued 10.00 bears none.
    expect(balance.components.interest).toBe(61_060n);
    expect(balance.bearingMinor).toBe(60_000n);
  });

  it("rounds by the policy's rounding, once", () => {
    const components = { principal: "1.50" };
    const interest = { dailyRate: "0.01" };
    const down = { ...card, rounding: "down" as const };
    const up = { ...card, rounding: "up" as const };
    const half = owedOn("2026-11-02", { components, interest });
    expect(half.components.interest).toBe(2n);
    expect(
      balanceOn(account({ components, interest }), down, calendarDate("2026-11-02")).components
        .interest,
    ).toBe(1n);
    expect(owedOn("2026-11-04", { components, interest }, up).components.interest).toBe(5n);
    expect(owedOn("2026-11-02", { components, interest }).accrued).toMatchObject({ num: 150n });
  });
});
