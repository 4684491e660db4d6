import { expect, test } from "vitest";
import { checkSettlement } from "#app/domain/payments/settlement.ts";
import type { AttemptId } from "#app/domain/primitives/ids.ts";

const expected = {
  attemptId: "a1" as AttemptId,
  amountMinor: 683_00n,
  currency: "CNY" as const,
  livemode: false,
};

test("money that is what was asked for is settled", () => {
  expect(checkSettlement(expected, { ...expected })).toEqual({ ok: true, value: null });
});

test.each([
  ["a fen more", { amountMinor: 683_01n }, ["amount-differs"]],
  ["a fen less", { amountMinor: 682_99n }, ["amount-differs"]],
  ["another currency", { currency: "USD" }, ["currency-differs"]],
  ["a currency in lower case", { currency: "cny" }, ["currency-differs"]],
  ["the other mode", { livemode: true }, ["livemode-differs"]],
  ["another attempt's metadata", { attemptId: "a2" }, ["attempt-differs"]],
  ["no metadata", { attemptId: null }, ["attempt-differs"]],
  [
    "everything at once",
    { amountMinor: 1n, currency: "USD", livemode: true, attemptId: null },
    ["amount-differs", "currency-differs", "livemode-differs", "attempt-differs"],
  ],
])("%s goes to suspense, with every reason", (_name, change, reasons) => {
  const found = { ...expected, ...change };
  expect(checkSettlement(expected, found)).toEqual({ ok: false, error: reasons });
});
