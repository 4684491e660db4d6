import { describe, expect, test } from "vitest";
import { type Books, judge } from "./judge.ts";
import type { Acknowledged } from "./payment-log.ts";

const log: readonly Acknowledged[] = [
  { source: "elsewhere", key: "k-1", accountRef: "A", amountMinor: 300, paymentId: "p1" },
  { source: "hosted", key: "cs_1", accountRef: "A", amountMinor: 200, paymentId: null },
];
const payments = [
  { id: "p1", accountRef: "A", amountMinor: 300, onceKey: "elsewhere:k-1", key: "k-1" },
  { id: "p2", accountRef: "A", amountMinor: 200, onceKey: "stripe:ch_1", key: "cs_1" },
];
const account = {
  ref: "A",
  openingMinor: 1_000,
  balanceMinor: 500,
  eventNumbers: [1, 2],
  toldOf: ["p1", "p2"],
};
const books = (changes: Partial<Books> = {}): Books => ({
  payments,
  accounts: [account],
  unbalanced: [],
  unplaced: 0,
  breaks: [],
  ...changes,
});
const [first, second] = payments as [(typeof payments)[0], (typeof payments)[0]];

describe("the books are held to the payers' log", () => {
  test("nothing is wrong with books that say the same", () => {
    expect(judge(log, books())).toEqual([]);
  });

  test.each<[string, readonly Acknowledged[], Partial<Books>, RegExp]>([
    ["a payment was lost", log, { payments: [first] }, /not in the books: cs_1/],
    [
      "a payment was taken twice",
      log,
      { payments: [...payments, { ...first, id: "p3", onceKey: "elsewhere:other" }] },
      /in the books 2 times: k-1/,
    ],
    [
      "a key was used twice",
      log,
      { payments: [first, { ...second, onceKey: first.onceKey }] },
      /key elsewhere:k-1 is there twice/,
    ],
    [
      "an amount changed",
      log,
      { payments: [{ ...first, amountMinor: 301 }, second] },
      /as another payment: k-1/,
    ],
    ["nobody was told of a payment", log.slice(1), {}, /acknowledged to nobody: k-1/],
    ["a posting does not balance", log, { unbalanced: ["x"] }, /x does not sum to 0/],
    ["the balance is off", log, { accounts: [{ ...account, balanceMinor: 501 }] }, /A owes 501/],
    [
      "an event's number is missing",
      log,
      { accounts: [{ ...account, eventNumbers: [1, 3] }] },
      /event 3 in place of 2/,
    ],
    ["an event is missing", log, { accounts: [{ ...account, toldOf: ["p1"] }] }, /p2 has no event/],
    [
      "an event was told twice",
      log,
      { accounts: [{ ...account, toldOf: ["p1", "p2", "p2"] }] },
      /event of payment p2 is there twice/,
    ],
    [
      "an event tells of nothing",
      log,
      { accounts: [{ ...account, toldOf: ["p1", "p2", "p9"] }] },
      /tells of no payment: p9/,
    ],
    ["the feed has holes", log, { unplaced: 2 }, /2 events have no place/],
    ["the product found a difference", log, { breaks: ["b"] }, /reported by the product itself: b/],
  ])("it is found that %s", (_what, told, changes, fault) => {
    expect(judge(told, books(changes)).join("\n")).toMatch(fault);
  });
});
