import { describe, expect, test } from "vitest";
import { detailLines, shownReference } from "#app/services/reading/break-detail.server.ts";

describe("what is known of a difference", () => {
  test("keeps amounts with their currency, and leaves out what is empty", () => {
    const detail = {
      attemptId: "a-1",
      reasons: ["amount-differs", "paid-twice"],
      asked: { amountMinor: "1000", currency: "CNY" },
      found: { amountMinor: "900", currency: "CNY", reference: null, status: "succeeded" },
      movements: [{ amountMinor: "-5", currency: "USD" }],
    };
    expect(detailLines(detail)).toEqual([
      { name: "attemptId", text: "a-1", money: null },
      { name: "reasons", text: "amount-differs", money: null },
      { name: "reasons", text: "paid-twice", money: null },
      { name: "asked", text: null, money: { minor: 1_000n, currency: "CNY" } },
      { name: "found", text: null, money: { minor: 900n, currency: "CNY" } },
      { name: "status", text: "succeeded", money: null },
      { name: "movements", text: null, money: { minor: -5n, currency: "USD" } },
    ]);
  });

  test.each([null, undefined, "", {}, []])("%j is nothing", (detail) => {
    expect(detailLines(detail)).toEqual([]);
  });

  test("no more than a page can show", () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`n${n}`, n]));
    expect(detailLines(many)).toHaveLength(40);
  });
});

test("a reference is shown without the portfolio's id before it", () => {
  const id = "01a2006b-4818-74c3-acc9-a89fedba66fb";
  expect(shownReference(`${id}:N-1`)).toBe("N-1");
  expect(shownReference(id)).toBe(id);
  expect(shownReference("ch_1")).toBe("ch_1");
});
