import { describe, expect, test } from "vitest";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { bookPayment } from "#app/services/payments/book-payment.server.ts";
import { settleFound } from "#app/services/payments/settle-found.server.ts";
import { sweepAttempts } from "#app/services/payments/sweep-attempts.server.ts";
import { payReturn } from "#app/services/reading/pay-return.server.ts";
import {
  advance,
  attemptOf,
  booksOf,
  drain,
  openPage,
  someOwing,
  withPayments,
} from "../support/payments.ts";

const bench = withPayments();
const minuteMs = 60_000;
const paidOnce = { payments: 1, paidMinor: 100_000n, postings: 1, events: 1, offBalance: 0n };

describe("how a payment may go", () => {
  test("a decline, then success in the same session", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { session, attemptId } = await openPage(bench, owing);
    simulator.control.pay({ session, card: "4000000000009995" });
    await drain(bench);
    const address = { session, attempt: null };
    expect(await payReturn(runtime, owing.actor, address)).toMatchObject({
      paid: false,
      shows: "open",
      failure: "insufficient-funds",
    });
    simulator.control.pay({ session });
    await drain(bench);
    expect(await booksOf(bench, owing.accountId)).toMatchObject(paidOnce);
    expect(await attemptOf(bench, attemptId)).toEqual({ state: "succeeded", failure: null });
  });

  test("the page expires unpaid: over, and another may begin", async () => {
    const owing = await someOwing(bench);
    const first = await openPage(bench, owing);
    advance(bench, 61 * minuteMs);
    await sweepAttempts(bench.runtime);
    expect(await attemptOf(bench, first.attemptId)).toMatchObject({ state: "expired" });
    const second = await openPage(bench, owing);
    expect(second.session).not.toBe(first.session);
  });

  test("declined and then left: the collector is told that it failed", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { session } = await openPage(bench, owing);
    simulator.control.pay({ session, card: "4000000000000002" });
    advance(bench, 61 * minuteMs);
    await drain(bench);
    await sweepAttempts(runtime);
    const rows = await runtime.db.query(
      `select data->>'reason' as reason, data->>'amount' as amount from event
       where account_id = $1 and type = 'payment.failed'`,
      [owing.accountId],
    );
    expect(rows).toEqual([{ reason: "declined", amount: "1000.00" }]);
  });

  test("money that comes after we thought it was over is booked all the same", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const first = await openPage(bench, owing, 1_058_000n);
    await runtime.db.query("update payment_attempt set state = 'expired' where id = $1", [
      first.attemptId,
    ]);
    const second = await openPage(bench, owing, 1_058_000n);
    simulator.control.pay({ session: first.session });
    simulator.control.pay({ session: second.session });
    await drain(bench);
    expect(await booksOf(bench, owing.accountId)).toMatchObject({ payments: 2, offBalance: 0n });
    const [row] = await runtime.db.query<{ credit: string }>(
      "select sum(credit)::text as credit from posting where account_id = $1",
      [owing.accountId],
    );
    expect(row?.credit).toBe("1058000");
  });

  test("it counts from the payer's day in the portfolio's zone", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { session } = await openPage(bench, owing);
    simulator.control.webhooks("drop");
    // 23:59 in Shanghai; looked at after midnight.
    advance(bench, Date.parse("2026-11-19T15:59:00Z") - runtime.clock.now() - minuteMs);
    const late = await openPage(bench, owing);
    expect(late.session).not.toBe(session);
    advance(bench, minuteMs);
    simulator.control.pay({ session: late.session });
    advance(bench, 2 * minuteMs);
    await sweepAttempts(runtime);
    const [row] = await runtime.db.query(
      `select effective_on as "effectiveOn" from payment where account_id = $1`,
      [owing.accountId],
    );
    expect(row).toEqual({ effectiveOn: "2026-11-19" });
  });
});

describe("what was paid is not what was asked for", () => {
  test("another amount: suspense and a break, no receivable moves", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { session, attemptId } = await openPage(bench, owing);
    (simulator.state.memory.sessions[session] as { amount_total: number }).amount_total = 90_000;
    simulator.control.pay({ session });
    for (const intent of Object.values(simulator.state.memory.intents)) intent.amount = 90_000;
    await drain(bench);
    const postings = await runtime.db.query(
      "select kind, amount, principal, interest, penalty from posting where account_id = $1",
      [owing.accountId],
    );
    expect(postings).toEqual([
      { kind: "suspense", amount: 90_000n, principal: 0n, interest: 0n, penalty: 0n },
    ]);
    expect(await booksOf(bench, owing.accountId)).toMatchObject({ payments: 0, breaks: 1 });
    const page = await payReturn(runtime, owing.actor, { session, attempt: null });
    expect(page).toMatchObject({ paid: false, shows: "suspended" });
    expect(await attemptOf(bench, attemptId)).toMatchObject({ state: "suspended" });
  });

  test("another currency: a break; nothing of it can stand in these books", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { session, attemptId } = await openPage(bench, owing);
    simulator.control.webhooks("drop");
    simulator.control.pay({ session });
    const found = await runtime.payments.fetchPayment(session);
    if (found.kind !== "ok") throw new Error(found.detail);
    await settleFound(runtime, attemptId, { ...found.value, currency: "USD" });
    expect(await booksOf(bench, owing.accountId)).toMatchObject({ postings: 0, breaks: 1 });
  });

  test("of the other mode, or of another attempt: no payment, a break", async () => {
    const { runtime, simulator } = bench;
    for (const change of [{ livemode: true }, { attemptId: "somebody-else" }]) {
      const owing = await someOwing(bench);
      const { session, attemptId } = await openPage(bench, owing);
      simulator.control.webhooks("drop");
      simulator.control.pay({ session });
      const found = await runtime.payments.fetchPayment(session);
      if (found.kind !== "ok") throw new Error(found.detail);
      await settleFound(runtime, attemptId, { ...found.value, ...change });
      expect(await booksOf(bench, owing.accountId)).toMatchObject({ payments: 0, breaks: 1 });
    }
  });

  test("a second charge on a paid attempt: suspense, not a second payment", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { session, attemptId } = await openPage(bench, owing);
    simulator.control.pay({ session });
    await drain(bench);
    const found = await runtime.payments.fetchPayment(session);
    if (found.kind !== "ok") throw new Error(found.detail);
    await settleFound(runtime, attemptId, { ...found.value, chargeId: "ch_second" });
    expect(await booksOf(bench, owing.accountId)).toMatchObject({
      payments: 1,
      postings: 2,
      breaks: 1,
      offBalance: 0n,
    });
  });
});

describe("many at once", () => {
  test("fifty settle the same attempt: one payment", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    simulator.control.webhooks("drop");
    const { session, attemptId } = await openPage(bench, owing);
    simulator.control.pay({ session });
    const found = await runtime.payments.fetchPayment(session);
    if (found.kind !== "ok") throw new Error(found.detail);
    const settled = await Promise.all(
      Array.from({ length: 50 }, () => settleFound(runtime, attemptId, found.value)),
    );
    expect(new Set(settled.map((one) => one.paymentId)).size).toBe(1);
    expect(await booksOf(bench, owing.accountId)).toMatchObject(paidOnce);
  });

  test("thirty-two clients pay one account: each once, no deadlock, numbers in a row", async () => {
    const { runtime } = bench;
    const { accountId } = await someOwing(bench);
    const amounts = Array.from({ length: 32 }, (_, index) => BigInt(1_000 + index));
    await Promise.all(
      amounts.map((amountMinor, index) =>
        runtime.db.transaction((tx) =>
          bookPayment(runtime, tx, {
            accountId,
            amountMinor,
            effectiveOn: calendarDate("2026-11-19"),
            paidAt: new Date(runtime.clock.now()),
            source: "elsewhere",
            method: "transfer",
            reference: null,
            chargeRef: null,
            debtorId: null,
            attemptId: null,
            onceKey: `elsewhere:${accountId}:${index}`,
          }),
        ),
      ),
    );
    const sum = amounts.reduce((total, amount) => total + amount, 0n);
    expect(await booksOf(bench, accountId)).toMatchObject({
      payments: 32,
      paidMinor: sum,
      events: 32,
      offBalance: 0n,
    });
    const rows = await runtime.db.query<{ n: bigint }>(
      `select account_seq as n from event where account_id = $1 order by 1`,
      [accountId],
    );
    expect(rows.map((row) => Number(row.n))).toEqual(rows.map((_, index) => index + 1));
  });
});
