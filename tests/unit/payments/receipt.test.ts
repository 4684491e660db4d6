import { expect, test } from "vitest";
import { type Component, noComponents } from "#app/domain/money/components.ts";
import { receiptOf } from "#app/domain/payments/receipt.ts";

const order: Component[] = ["costs", "fees", "penalty", "interest", "principal"];
const payment = {
  amountMinor: 1_000_00n,
  before: { principal: 16_012_32n, interest: 249_79n, penalty: 124_00n, fees: 0n, costs: 0n },
  split: { principal: 626_21n, interest: 249_79n, penalty: 124_00n, fees: 0n, costs: 0n },
  creditMinor: 0n,
  order,
  rule: "cn-bank-card:upTo90",
};

test("says what was paid and what is left, in the rule's order, without empty parts", () => {
  expect(receiptOf(payment)).toEqual({
    lines: [
      { component: "penalty", paidMinor: 124_00n, leftMinor: 0n },
      { component: "interest", paidMinor: 249_79n, leftMinor: 0n },
      { component: "principal", paidMinor: 626_21n, leftMinor: 15_386_11n },
    ],
    paidMinor: 1_000_00n,
    creditMinor: 0n,
    beforeMinor: 16_386_11n,
    afterMinor: 15_386_11n,
    rule: "cn-bank-card:upTo90",
  });
});

test("lists a part that is owed and got nothing", () => {
  const split = { ...noComponents, penalty: 100_00n };
  expect(receiptOf({ ...payment, amountMinor: 100_00n, split }).lines).toEqual([
    { component: "penalty", paidMinor: 100_00n, leftMinor: 24_00n },
    { component: "interest", paidMinor: 0n, leftMinor: 249_79n },
    { component: "principal", paidMinor: 0n, leftMinor: 16_012_32n },
  ]);
});

test("shows money beyond the balance as a credit", () => {
  const split = payment.before;
  const receipt = receiptOf({
    ...payment,
    amountMinor: 16_400_00n,
    split,
    creditMinor: 13_89n,
  });
  expect(receipt).toMatchObject({ paidMinor: 16_386_11n, creditMinor: 13_89n, afterMinor: 0n });
});

test.each([
  ["a split that loses a fen", { amountMinor: 1_000_01n }],
  ["an order that forgets a part", { order: order.slice(0, 4) }],
  [
    "a part paid beyond what was owed",
    { split: { ...payment.split, interest: 249_80n, principal: 626_20n } },
  ],
  ["a part below nothing", { split: { ...payment.split, interest: -1n, principal: 876_01n } }],
])("refuses %s as a defect", (_name, change) => {
  expect(() => receiptOf({ ...payment, ...change })).toThrow("assertion failed");
});
