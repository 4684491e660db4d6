import { expect, test } from "vitest";
import { beginAttempt, obligationKey } from "#app/domain/payments/begin.ts";
import type { AccountId } from "#app/domain/primitives/ids.ts";

const one = [{ accountId: "1", amountMinor: 100_00n }];
const two = [...one, { accountId: "2", amountMinor: 50_00n }];
const less = [{ accountId: "1", amountMinor: 99_99n }];
const wish = { party: "debtor:1", parts: one };

test.each([
  ["nothing is open", null, "start"],
  ["the last one failed", { ...wish, state: "failed" }, "start"],
  ["the last one succeeded", { ...wish, state: "succeeded" }, "start"],
  ["money of the last one is in suspense", { ...wish, state: "suspended" }, "start"],
  ["a stranger's has expired", { ...wish, party: "payer:9", state: "expired" }, "start"],
  ["the same page is open: double click, second tab", { ...wish, state: "open" }, "resume"],
  ["the amount changed", { ...wish, parts: less, state: "open" }, "expire-first"],
  ["the page also pays another account", { ...wish, parts: two, state: "open" }, "expire-first"],
  ["the first call has no answer yet", { ...wish, state: "created" }, "ask-again"],
  ["nor for another amount", { ...wish, parts: less, state: "created" }, "ask-again"],
  ["it is being paid", { ...wish, state: "processing" }, "being-paid"],
  ["whatever the amount", { ...wish, parts: less, state: "processing" }, "being-paid"],
  ["another party pays", { ...wish, party: "payer:9", state: "open" }, "paid-by-another"],
  ["and waits", { ...wish, party: "payer:9", state: "created" }, "paid-by-another"],
  ["or has paid", { ...wish, party: "payer:9", state: "processing" }, "paid-by-another"],
] as const)("when %s", (_name, existing, expected) => {
  expect(beginAttempt(existing === null ? [] : [existing], wish).beginning).toBe(expected);
});

test("several accounts, in whatever order, are the page that is open for them", () => {
  const existing = { party: "debtor:1", parts: two, state: "open" } as const;
  const decision = beginAttempt([existing], { ...wish, parts: [...two].reverse() });
  expect(decision).toEqual({ beginning: "resume", about: existing, same: true });
});

test("of several that have begun, the strangest decides", () => {
  const open = { ...wish, state: "open" } as const;
  const created = { ...wish, parts: less, state: "created" } as const;
  const processing = { ...wish, parts: less, state: "processing" } as const;
  const stranger = { ...open, party: "payer:9" };
  const both = { ...wish, parts: two };
  expect(beginAttempt([open, created], both)).toEqual({
    beginning: "ask-again",
    about: created,
    same: false,
  });
  expect(beginAttempt([open, created, processing], both)).toEqual({
    beginning: "being-paid",
    about: processing,
    same: false,
  });
  expect(beginAttempt([processing, stranger], both).beginning).toBe("paid-by-another");
  expect(beginAttempt([open, { ...open, parts: less }], both)).toEqual({
    beginning: "expire-first",
    about: open,
    same: false,
  });
});

test("an obligation is the account, whatever is paid of it", () => {
  expect(obligationKey("0190-a" as AccountId)).toBe("account:0190-a");
});

test("what is being asked for alone, for these amounts, is the same as what is wished", () => {
  const created = { ...wish, state: "created" } as const;
  expect(beginAttempt([created], wish)).toMatchObject({ beginning: "ask-again", same: true });
  const other = { ...created, parts: less };
  expect(beginAttempt([other], wish)).toMatchObject({ beginning: "ask-again", same: false });
});
