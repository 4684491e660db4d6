import { describe, expect, it } from "vitest";
import type { Hold } from "#app/domain/holds/hold.ts";
import { type AccrualInput, accrueInterval, explain } from "#app/domain/interest/accrue.ts";
import type { InterestTerms, Rate } from "#app/domain/interest/terms.ts";
import { noComponents } from "#app/domain/money/components.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { decimal, toDecimal, zero } from "#app/domain/primitives/rational.ts";

const day = calendarDate;
const perDay = (text: string): Rate => ({ per: "day", value: decimal(text), text });
const perYear = (text: string, dayCount: "act/365" | "act/360" | "act/act" = "act/365"): Rate => ({
  per: "year",
  value: decimal(text),
  dayCount,
  text,
});
const plain: InterestTerms = {
  rate: perDay("0.0005"),
  rates: [],
  accruesOn: ["principal"],
  compounding: "none",
  statementDay: null,
  cap: null,
};
const hold = (kind: Hold["kind"], from: string, to: string | null): Hold => ({
  kind,
  from: day(from),
  to: to === null ? null : day(to),
  effects: ["interest"],
});

type Change = Omit<Partial<AccrualInput>, "from" | "to"> & { from: string; to: string };

function accrue(change: Change) {
  return accrueInterval({
    terms: plain,
    components: { ...noComponents, principal: 1_000_000n },
    holds: [],
    rounding: "half-up",
    ...change,
  } as AccrualInput);
}
const amounts = (change: Change) =>
  explain(accrue(change).lines, "half-up").map((line) => [
    line.from,
    line.to,
    line.days,
    line.baseMinor,
    line.rate,
    line.amountMinor,
    line.rule,
  ]);

describe("accrueInterval", () => {
  it("charges each day on the balance it starts with, not the last day", () => {
    const spent = accrue({
      from: "2026-03-30",
      to: "2026-04-23",
      components: { ...noComponents, principal: 100_000n },
    });
    const paid = accrue({
      from: "2026-04-23",
      to: "2026-05-05",
      components: { ...noComponents, principal: 90_000n },
    });
    expect(toDecimal(spent.exact, 4)).toBe("1200.0000");
    expect(toDecimal(paid.exact, 4)).toBe("540.0000");
  });

  it("charges nothing on an empty interval or an empty base", () => {
    expect(accrue({ from: "2026-01-01", to: "2026-01-01" }).lines).toEqual([]);
    expect(accrue({ from: "2026-01-02", to: "2026-01-01" }).exact).toEqual(zero);
    const nothing = { ...noComponents, fees: 500n };
    expect(accrue({ from: "2026-01-01", to: "2026-02-01", components: nothing }).lines).toEqual([]);
  });

  it.each([
    ["act/365", "2023-12-31", "2024-03-01", [[61, 365]]],
    ["act/360", "2023-12-31", "2024-03-01", [[61, 360]]],
    [
      "act/act",
      "2023-12-31",
      "2024-03-01",
      [
        [1, 365],
        [60, 366],
      ],
    ],
    [
      "act/act",
      "2024-12-30",
      "2025-01-03",
      [
        [2, 366],
        [2, 365],
      ],
    ],
    ["act/act", "2025-12-30", "2026-01-03", [[4, 365]]],
  ] as const)("spreads an annual rate %s from %s to %s", (dayCount, from, to, expected) => {
    const { lines } = accrue({
      from,
      to,
      terms: { ...plain, rate: perYear("0.0730", dayCount) },
    });
    expect(lines.map((line) => [line.days, line.yearDays])).toEqual(expected);
    expect(lines.every((line) => line.rule === "annual-rate" && line.rate === "0.0730")).toBe(true);
  });

  it("counts 29 February as a day", () => {
    const leap = accrue({ from: "2024-02-28", to: "2024-03-01" });
    const common = accrue({ from: "2026-02-28", to: "2026-03-01" });
    expect([leap.lines[0]?.days, common.lines[0]?.days]).toEqual([2, 1]);
  });

  it("splits where the rate changes, and ignores changes outside", () => {
    const terms: InterestTerms = {
      ...plain,
      rates: [
        { from: day("2025-01-01"), rate: perDay("0.0004") },
        { from: day("2026-01-11"), rate: perDay("0.0003") },
        { from: day("2026-02-01"), rate: perDay("0.0001") },
      ],
    };
    expect(amounts({ from: "2026-01-01", to: "2026-02-01", terms })).toEqual([
      ["2026-01-01", "2026-01-11", 10, 1_000_000n, "0.0004", 4_000n, "daily-rate"],
      ["2026-01-11", "2026-02-01", 21, 1_000_000n, "0.0003", 6_300n, "daily-rate"],
    ]);
  });

  it("stops a day once under overlapping holds that stop interest", () => {
    const holds = [
      hold("dispute", "2026-01-08", "2026-01-12"),
      hold("breathing-space", "2026-01-05", "2026-01-10"),
      { ...hold("manual", "2026-01-01", null), effects: ["notices" as const] },
    ];
    expect(amounts({ from: "2026-01-01", to: "2026-01-15", holds })).toEqual([
      ["2026-01-01", "2026-01-05", 4, 1_000_000n, "0.0005", 2_000n, "daily-rate"],
      ["2026-01-05", "2026-01-10", 5, 1_000_000n, "0", 0n, "hold:breathing-space"],
      ["2026-01-10", "2026-01-12", 2, 1_000_000n, "0", 0n, "hold:dispute"],
      ["2026-01-12", "2026-01-15", 3, 1_000_000n, "0.0005", 1_500n, "daily-rate"],
    ]);
  });

  it("keeps a hold without an end to the end", () => {
    const holds = [hold("bankruptcy", "2026-01-03", null)];
    expect(amounts({ from: "2026-01-01", to: "2027-01-01", holds }).at(-1)).toEqual([
      "2026-01-03",
      "2027-01-01",
      363,
      1_000_000n,
      "0",
      0n,
      "hold:bankruptcy",
    ]);
  });

  it("lets unpaid interest join the base on the statement day, rounded as posted", () => {
    const terms: InterestTerms = { ...plain, compounding: "statement", statementDay: 31 };
    const components = { ...noComponents, principal: 100_001n, interest: 700n };
    expect(amounts({ from: "2026-01-21", to: "2026-03-02", terms, components })).toEqual([
      // Exact 500.005, 1416.814 and 102.618 are posted as 500, 1,417 and 102: 2019.437 in all.
      ["2026-01-21", "2026-01-31", 10, 100_001n, "0.0005", 500n, "daily-rate"],
      ["2026-01-31", "2026-02-28", 28, 101_201n, "0.0005", 1_417n, "daily-rate"],
      ["2026-02-28", "2026-03-02", 2, 102_618n, "0.0005", 102n, "daily-rate"],
    ]);
  });

  it("bears interest on the interest of the start when the terms say so", () => {
    const terms: InterestTerms = { ...plain, accruesOn: ["principal", "interest", "costs"] };
    const components = { principal: 1_000n, interest: 200n, penalty: 40n, fees: 8n, costs: 30n };
    const { lines } = accrue({ from: "2026-01-01", to: "2026-01-02", terms, components });
    expect(lines[0]?.baseMinor).toBe(1_230n);
  });

  it("holds an annual ceiling over a daily and an annual rate", () => {
    const cap = { totalMinor: null, annualRate: decimal("0.15") };
    const daily = accrue({ from: "2026-01-01", to: "2026-01-02", terms: { ...plain, cap } });
    expect(daily.lines[0]).toMatchObject({ rate: "0.15", rule: "rate-cap", yearDays: 365 });
    const yearly = { ...plain, cap, rate: perYear("0.16", "act/360") };
    expect(accrue({ from: "2026-01-01", to: "2026-01-02", terms: yearly }).lines[0]).toMatchObject({
      rate: "0.15",
      yearDays: 360,
    });
    const evenly = { ...plain, cap: { ...cap, annualRate: decimal("0.1825") } };
    const justBelow = { ...evenly, cap: { ...cap, annualRate: decimal("0.1824") } };
    const ruleOf = (terms: InterestTerms) =>
      accrue({ from: "2026-01-01", to: "2026-01-02", terms }).lines[0]?.rule;
    expect([ruleOf(evenly), ruleOf(justBelow)]).toEqual(["daily-rate", "rate-cap"]);
    const below = { ...plain, cap, rate: perYear("0.15") };
    expect(accrue({ from: "2026-01-01", to: "2026-01-02", terms: below }).lines[0]?.rule).toBe(
      "annual-rate",
    );
  });

  it("stops at a total cap, in the day that fills it", () => {
    const terms = { ...plain, cap: { totalMinor: 1_200n, annualRate: null } };
    expect(amounts({ from: "2026-01-01", to: "2026-01-10", terms })).toEqual([
      ["2026-01-01", "2026-01-03", 2, 1_000_000n, "0.0005", 1_000n, "daily-rate"],
      ["2026-01-03", "2026-01-10", 7, 1_000_000n, "0.0005", 200n, "total-cap"],
    ]);
    expect(
      amounts({ from: "2026-01-01", to: "2026-01-10", terms, before: decimal("1200") }),
    ).toEqual([["2026-01-01", "2026-01-10", 9, 1_000_000n, "0", 0n, "total-cap"]]);
    const passed = accrue({ from: "2026-01-01", to: "2026-01-10", terms, before: decimal("1201") });
    expect(passed.exact.num).toBe(0n);
    const never = { ...plain, cap: { totalMinor: 4_500n, annualRate: null } };
    expect(amounts({ from: "2026-01-01", to: "2026-01-10", terms: never })).toHaveLength(1);
  });
});

describe("explain", () => {
  it("rounds cumulatively so that the lines sum to the posting", () => {
    const holds = [hold("manual", "2026-01-02", "2026-01-03")];
    const components = { ...noComponents, principal: 1_001n };
    const { lines, exact } = accrue({ from: "2026-01-01", to: "2026-01-04", components, holds });
    expect(toDecimal(exact, 4)).toBe("1.0010");
    expect(explain(lines, "half-up").map((line) => line.amountMinor)).toEqual([1n, 0n, 0n]);
    expect(explain(lines, "half-up", decimal("0.4999")).map((line) => line.amountMinor)).toEqual([
      1n,
      0n,
      1n,
    ]);
  });
});
