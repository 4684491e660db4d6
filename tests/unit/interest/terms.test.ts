import { describe, expect, it } from "vitest";
import { noInterest, readTerms } from "#app/domain/interest/read-terms.ts";
import { termsDocument } from "#app/domain/interest/write-terms.ts";
import { parseDocument } from "#app/domain/primitives/reader.ts";

const read = (document: unknown) => {
  const result = parseDocument(document, (field) => readTerms(field, "CNY"));
  if (!result.ok) throw new Error(result.error.path);
  return result.value;
};

describe("interest terms", () => {
  it("fill in what is not said", () => {
    expect(read({ annualRate: "0.18" })).toEqual({
      rate: {
        per: "year",
        value: { num: 18n, den: 100n },
        dayCount: "act/365",
        text: "0.18",
      },
      rates: [],
      accruesOn: ["principal"],
      compounding: "none",
      statementDay: null,
      cap: null,
    });
    expect(read({ dailyRate: "0" })).toEqual(noInterest);
  });

  it("give dated rates the day count of the terms", () => {
    const rates = [
      { from: "2026-01-01", annualRate: "0.1" },
      { from: "2027-01-01", annualRate: "0.1", dayCount: "act/act" },
      { from: "2028-01-01", dailyRate: "0.0001" },
    ];
    const terms = read({ annualRate: "0.18", dayCount: "act/360", rates });
    expect(terms.rates.map(({ rate }) => rate.per === "year" && rate.dayCount)).toEqual([
      "act/360",
      "act/act",
      false,
    ]);
  });

  it.each([
    { dailyRate: "0.0005", accruesOn: ["principal"], compounding: "none" },
    {
      annualRate: "0.18",
      dayCount: "act/act",
      accruesOn: ["principal", "costs"],
      compounding: "statement",
      statementDay: 31,
      cap: { total: "100.00", annualRate: "0.24" },
      rates: [{ from: "2026-01-01", dailyRate: "0.0004" }],
    },
    { dailyRate: "0.0005", accruesOn: [], compounding: "none", cap: { annualRate: "0.24" } },
    { dailyRate: "0.0005", accruesOn: [], compounding: "none", cap: { total: "0.00" } },
  ])("are written as they were read: %j", (document) => {
    expect(termsDocument(read(document), "CNY")).toEqual(document);
  });
});
