import { describe, expect, test } from "vitest";
import { securityHeaders } from "#app/http/headers.server.ts";
import { settleFound } from "#app/services/payments/settle-found.server.ts";
import { sweepAttempts } from "#app/services/payments/sweep-attempts.server.ts";
import { payReturn } from "#app/services/reading/pay-return.server.ts";
import { fault } from "../support/faults.ts";
import {
  advance,
  attemptOf,
  booksOf,
  drain,
  type Owing,
  openPage,
  someOwing,
  withPayments,
} from "../support/payments.ts";

const bench = withPayments();
const minuteMs = 60_000;
const paidOnce = { payments: 1, paidMinor: 100_000n, postings: 1, events: 1, offBalance: 0n };

describe("how a payment may go", () => {
  fault("payment: decline then success in one session", "one payment", async () => {
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

  fault("payment: two attempts both succeed", "both are booked, the rest is credit", async () => {
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

describe("the bank's and the wallet's own questions", () => {
  const threeDS = "4000000000003220";
  const comesBack = (owing: Owing, session: string) =>
    payReturn(bench.runtime, owing.actor, { session, attempt: null });

  fault("payment: 3-D Secure abandoned", "open until the page ends, then over", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { session, attemptId, url } = await openPage(bench, owing);
    simulator.control.pay({ session, card: threeDS, answer: "abandon" });
    await drain(bench);
    expect(await comesBack(owing, session)).toMatchObject({ shows: "open", pageUrl: url });
    advance(bench, 61 * minuteMs);
    await sweepAttempts(runtime);
    expect(await attemptOf(bench, attemptId)).toMatchObject({ state: "expired" });
    expect((await booksOf(bench, owing.accountId)).payments).toBe(0);
    await openPage(bench, owing);
  });

  fault("payment: 3-D Secure failed", "said why, and another try pays", async () => {
    const { simulator } = bench;
    const owing = await someOwing(bench);
    const { session } = await openPage(bench, owing);
    simulator.control.pay({ session, card: threeDS, answer: "fail" });
    await drain(bench);
    const page = await comesBack(owing, session);
    expect(page).toMatchObject({ shows: "open", failure: "authentication-failed" });
    simulator.control.pay({ session, card: threeDS, answer: "pass" });
    await drain(bench);
    expect(await booksOf(bench, owing.accountId)).toMatchObject(paidOnce);
  });

  fault("payment: QR page closed", "the same page again, then paid once", async () => {
    const { simulator } = bench;
    const owing = await someOwing(bench);
    const { session, url } = await openPage(bench, owing);
    simulator.control.pay({ session, method: "wechat_pay", answer: "abandon" });
    await drain(bench);
    expect(await comesBack(owing, session)).toMatchObject({ shows: "open", pageUrl: url });
    expect((await openPage(bench, owing)).url).toBe(url);
    simulator.control.pay({ session, method: "wechat_pay", answer: "pass" });
    await drain(bench);
    expect(await booksOf(bench, owing.accountId)).toMatchObject(paidOnce);
  });

  fault("payment: asynchronous failure", "processing, then over and told", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { session, attemptId } = await openPage(bench, owing);
    const paid = simulator.control.pay({ session, method: "alipay", answer: "later" });
    await drain(bench);
    expect(await comesBack(owing, session)).toMatchObject({ shows: "processing" });
    simulator.control.settle(String(paid.payment_intent), "failed");
    await drain(bench);
    expect(await attemptOf(bench, attemptId)).toMatchObject({ state: "failed" });
    const told = await runtime.db.query(
      "select type from event where account_id = $1 and type like 'payment.%'",
      [owing.accountId],
    );
    expect(told).toEqual([{ type: "payment.failed" }]);
    await openPage(bench, owing);
  });

  fault("payment: expiry against payment", "money counts, whoever was first", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { session, attemptId } = await openPage(bench, owing);
    simulator.control.webhooks("drop");
    simulator.control.pay({ session });
    const { state } = await settleFound(runtime, attemptId, await unpaid(session));
    expect(state).toBe("expired");
    advance(bench, 61 * minuteMs);
    await Promise.all([
      settlePaid(session, attemptId),
      settleFound(runtime, attemptId, await unpaid(session)),
      settlePaid(session, attemptId),
    ]);
    expect(await attemptOf(bench, attemptId)).toMatchObject({ state: "succeeded" });
    expect(await booksOf(bench, owing.accountId)).toMatchObject(paidOnce);
  });

  fault("payment: CSP", "a form may lead to the payment page and nowhere else", async () => {
    const { runtime } = bench;
    const { url } = await openPage(bench, await someOwing(bench));
    const { secureCookies, mode, stripe } = runtime.settings;
    const apiBase = bench.simulator.origin;
    const settings = { secureCookies, mode, stripe: { ...stripe, apiBase } };
    const headers = new Map<string, string>();
    const response = {
      locals: { nonce: "n" },
      setHeader: (name: string, value: string) => headers.set(name, value),
      removeHeader: () => {},
    };
    const answer = response as unknown as Parameters<ReturnType<typeof securityHeaders>>[1];
    const request = {} as Parameters<ReturnType<typeof securityHeaders>>[0];
    securityHeaders(settings)(request, answer, () => {});
    const policy = headers.get("Content-Security-Policy") ?? "";
    const [rule] = policy.split("; ").filter((one) => one.startsWith("form-action"));
    expect(rule).toBe(`form-action 'self' ${new URL(url).origin}`);
  });

  const found = async (session: string) => {
    const outcome = await bench.runtime.payments.fetchPayment(session);
    if (outcome.kind !== "ok") throw new Error(outcome.detail);
    return outcome.value;
  };
  const settlePaid = async (session: string, attemptId: string) =>
    settleFound(bench.runtime, attemptId, await found(session));
  /** What was read of the page a moment before it was paid and after it had ended. */
  const unpaid = async (session: string) =>
    ({ ...(await found(session)), status: "expired", chargeId: null, failure: null }) as const;
});

describe("what was paid is not what was asked for", () => {
  fault("payment: paid amount differs", "suspense and a break, no receivable moves", async () => {
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

  fault("payment: paid currency differs", "a break, and no entry in these books", async () => {
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
