import { expect, test } from "vitest";
import { beginAttempt, obligationKey } from "#app/domain/payments/begin.ts";
import type { AccountId } from "#app/domain/primitives/ids.ts";

const wish = { party: "debtor:1", amountMinor: 100_00n };

test.each([
  ["nothing is open", null, "start"],
  ["the last one failed", { ...wish, state: "failed" }, "start"],
  ["the last one succeeded", { ...wish, state: "succeeded" }, "start"],
  ["a stranger's has expired", { ...wish, party: "payer:9", state: "expired" }, "start"],
  ["the same page is open: double click, second tab", { ...wish, state: "open" }, "resume"],
  ["the amount changed", { ...wish, amountMinor: 99_99n, state: "open" }, "expire-first"],
  ["the first call has no answer yet", { ...wish, state: "created" }, "ask-again"],
  ["nor for another amount", { ...wish, amountMinor: 1n, state: "created" }, "ask-again"],
  ["it is being paid", { ...wish, state: "processing" }, "being-paid"],
  ["whatever the amount", { ...wish, amountMinor: 1n, state: "processing" }, "being-paid"],
  ["another party pays", { ...wish, party: "payer:9", state: "open" }, "paid-by-another"],
  ["and waits", { ...wish, party: "payer:9", state: "created" }, "paid-by-another"],
  ["or has paid", { ...wish, party: "payer:9", state: "processing" }, "paid-by-another"],
] as const)("when %s", (_name, existing, expected) => {
  expect(beginAttempt(existing, wish)).toBe(expected);
});

test("an obligation is the account, whatever is paid of it", () => {
  expect(obligationKey("0190-a" as AccountId)).toBe("account:0190-a");
});
