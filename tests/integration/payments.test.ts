import { describe, expect, test } from "vitest";
import { debtorAccount } from "#app/services/accounts/debtor-account.server.ts";
import { startPayment } from "#app/services/payments/start-payment.server.ts";
import { startSeveral } from "#app/services/payments/start-several.server.ts";
import { payReturn } from "#app/services/reading/pay-return.server.ts";
import { receipt } from "#app/services/reading/receipt.server.ts";
import { booksOf, drain, openPage, someOwing, withPayments } from "../support/payments.ts";

const bench = withPayments();

describe("a payment from the page to the receipt", () => {
  test("the return page asks the provider and books the money, before any webhook", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    simulator.control.webhooks("hold");
    const { session, url } = await openPage(bench, owing);
    expect(url).toContain(simulator.origin);
    simulator.control.pay({ session });
    const page = await payReturn(runtime, owing.actor, { session, attempt: null });
    expect(page).toMatchObject({ paid: true });
    expect(page?.paid && page.receipt).toContain(`/a/${owing.accountId}/receipts/`);
    simulator.control.release("forward");
    await drain(bench);
    expect(await booksOf(bench, owing.accountId)).toEqual({
      payments: 1,
      paidMinor: 100_000n,
      postings: 1,
      events: 1,
      breaks: 0,
      attempts: 1,
      offBalance: 0n,
    });
  });

  test("the receipt's lines add up, in the order of the rule", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { session } = await openPage(bench, owing);
    simulator.control.pay({ session });
    await drain(bench);
    const page = await payReturn(runtime, owing.actor, { session, attempt: null });
    const loaded = await debtorAccount(runtime, owing.actor, owing.accountId);
    const paymentId = page?.paid ? page.receipt.slice(-36) : "";
    const shown = await receipt(runtime, loaded as NonNullable<typeof loaded>, paymentId);
    expect(shown).toMatchObject({
      amountMinor: 100_000n,
      rule: { band: "upTo", days: 90 },
      beforeMinor: 1_058_000n,
      paidMinor: 100_000n,
      leftMinor: 958_000n,
      savedMinor: 0n,
      creditMinor: 0n,
      lines: [
        { component: "penalty", paidMinor: 8_000n, leftMinor: 0n },
        { component: "interest", paidMinor: 50_000n, leftMinor: 0n },
        { component: "principal", paidMinor: 42_000n, leftMinor: 958_000n },
      ],
      delivery: { state: "recorded" },
    });
    expect(shown?.receiptNo).toMatch(/^R-20261119-[0-9A-Z]{10}$/);
  });

  test("the receipt goes by mail, once, and never says what is owed in its subject", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { session } = await openPage(bench, owing);
    simulator.control.pay({ session });
    await drain(bench);
    const rows = await runtime.db.query<{ kind: string; class: string; channel: string }>(
      "select kind, class, channel from contact_record where account_id = $1",
      [owing.accountId],
    );
    expect(rows).toEqual([{ kind: "receipt", class: "service", channel: "email" }]);
  });
});

describe("the amount", () => {
  const wish = { choice: "other", otherMinor: null, locale: "en" } as const;

  test("comes from the books, whatever the form says", async () => {
    const { runtime, simulator } = bench;
    const { accountId, actor } = await someOwing(bench);
    const whole = { ...wish, accountId, choice: "whole", otherMinor: 1n } as const;
    const start = await startPayment(runtime, actor, whole);
    expect(start).toMatchObject({ ok: true, value: { go: "page" } });
    const sessions = Object.values(simulator.state.memory.sessions);
    expect(sessions.map((session) => session.amount_total)).toEqual([1_058_000]);
  });

  test.each([
    ["below the smallest", 1n, "below-minimum"],
    ["above the balance", 1_058_001n, "above-maximum"],
    ["none at all", null, "below-minimum"],
  ] as const)("is refused %s, and nothing is stored", async (_, otherMinor, reason) => {
    const { accountId, actor } = await someOwing(bench);
    const start = await startPayment(bench.runtime, actor, { ...wish, accountId, otherMinor });
    expect(start).toMatchObject({ ok: false, error: { reason } });
    expect((await booksOf(bench, accountId)).attempts).toBe(0);
  });

  test("one account never reads as two, whatever the letters of its id", async () => {
    const { accountId, actor } = await someOwing(bench);
    const line = { choice: "other", otherMinor: 100_000n } as const;
    const ids = [accountId, accountId.toUpperCase()];
    const lines = ids.map((id) => ({ ...line, accountId: id }));
    const start = await startSeveral(bench.runtime, actor, { lines, locale: "en" });
    expect(start).toMatchObject({ ok: false, error: { refusal: { reason: "not-found" } } });
    expect((await booksOf(bench, accountId)).attempts).toBe(0);
  });

  test("says no debt where the payer's bank can read it", async () => {
    const { simulator } = bench;
    const owing = await someOwing(bench);
    await openPage(bench, owing);
    const [item] = Object.values(simulator.state.memory.lineItems).flat() as {
      description?: string;
    }[];
    expect(JSON.stringify(item)).toContain("向样本银行还款");
    expect(JSON.stringify(simulator.state.memory.sessions)).not.toMatch(/6225|林样本|信用卡/);
  });
});

describe("whose payment it is", () => {
  test("an account of somebody else answers like one that does not exist", async () => {
    const { runtime } = bench;
    const mine = await someOwing(bench);
    const theirs = await someOwing(bench);
    const ids = [theirs.accountId, runtime.ids.next(), "no-id"];
    for (const accountId of ids) {
      const start = await startPayment(runtime, mine.actor, {
        accountId,
        choice: "whole",
        otherMinor: null,
        locale: "en",
      });
      expect(start).toMatchObject({ ok: false, error: { reason: "not-found" } });
    }
  });

  test("a visitor who has not proven who they are cannot pay", async () => {
    const { accountId, actor } = await someOwing(bench);
    const start = await startPayment(
      bench.runtime,
      { ...actor, level: 0 },
      { accountId, choice: "whole", otherMinor: null, locale: "en" },
    );
    expect(start).toMatchObject({ ok: false, error: { reason: "not-found" } });
  });

  test("a recalled account is not paid here any more", async () => {
    const { accountId, actor } = await someOwing(bench, { status: "recalled" });
    const wish = { accountId, choice: "whole", otherMinor: null, locale: "en" } as const;
    expect(await startPayment(bench.runtime, actor, wish)).toMatchObject({
      error: { reason: "not-payable" },
    });
  });
});
