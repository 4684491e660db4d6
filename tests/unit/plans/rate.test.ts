import { describe, expect, it } from "vitest";
import { annualRates, type Repayment } from "#app/domain/plans/rate.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";

const d = calendarDate;

function rates(more: Partial<Repayment>): [string, string] {
  const { simple, compound } = annualRates({
    on: d("2026-11-21"),
    totalMinor: 100_000n,
    amounts: [101_000n],
    frequency: "monthly",
    firstDueOn: d("2026-12-21"),
    ...more,
  });
  return [simple, compound];
}

describe("annual rate", () => {
  it("is twelve times one per cent for one per cent a month", () => {
    expect(rates({})).toEqual(["0.1200", "0.1268"]);
  });

  it.each([
    // 1.01^12, 1.01^26, 1.01^13, 1.01^52, each less 1.
    ["monthly", "2026-12-21", "0.1200", "0.1268"],
    ["last-working-day", "2026-12-21", "0.1200", "0.1268"],
    ["nth-weekday", "2026-12-21", "0.1200", "0.1268"],
    ["fortnightly", "2026-12-05", "0.2600", "0.2953"],
    ["four-weekly", "2026-12-19", "0.1300", "0.1381"],
    ["weekly", "2026-11-28", "0.5200", "0.6777"],
  ] as const)("counts the periods of a %s plan", (frequency, first, simple, compound) => {
    expect(rates({ frequency, firstDueOn: d(first) })).toEqual([simple, compound]);
  });

  it("counts whole calendar months, then days over the days to the next monthly date", () => {
    // Two months: 1.0201 = 1.01². Half of the 28 days from 28 February: 1.01^2.5.
    expect(rates({ amounts: [102_010n], firstDueOn: d("2027-01-21") })).toEqual([
      "0.1200",
      "0.1268",
    ]);
    const half = { on: d("2026-12-28"), firstDueOn: d("2027-03-14") };
    expect(rates({ ...half, totalMinor: 10n ** 12n, amounts: [1025187813120n] })).toEqual([
      "0.1200",
      "0.1268",
    ]);
  });

  it("clamps the monthly dates of an offer made on the 31st", () => {
    expect(rates({ on: d("2027-01-31"), firstDueOn: d("2027-02-28") })).toEqual([
      "0.1200",
      "0.1268",
    ]);
  });

  it("discounts each instalment by its own periods", () => {
    // 1000 = 507.5 ÷ 1.01 + 502.5 … chosen so that i = 1 %: 512.9… twice, an annuity of two.
    expect(rates({ totalMinor: 1_970_395n, amounts: [1_000_000n, 1_000_000n] })).toEqual([
      "0.1200",
      "0.1268",
    ]);
  });

  it("is 0, never negative, for what costs no more than today's balance", () => {
    expect(rates({ amounts: [100_000n] })).toEqual(["0.0000", "0.0000"]);
    expect(rates({ amounts: [60_000n, 20_000n] })).toEqual(["0.0000", "0.0000"]);
  });

  it("is 0 where no time passes, and finds rates far from 0", () => {
    expect(rates({ firstDueOn: d("2026-11-21") })).toEqual(["0.0000", "0.0000"]);
    // Paid tenfold after a month: i = 9.
    expect(rates({ amounts: [1_000_000n] })[0]).toBe("108.0000");
    // Half at once: 100 = 50 + 100 ÷ (1+i), i = 1.
    const atOnce = { firstDueOn: d("2026-11-21"), amounts: [50_000n, 100_000n] };
    expect(rates(atOnce)).toEqual(["12.0000", "4095.0000"]);
  });
});
