import { describe, expect, test } from "vitest";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { bookPayment } from "#app/services/payments/book-payment.server.ts";
import { settleFound } from "#app/services/payments/settle-found.server.ts";
import { startPayment } from "#app/services/payments/start-payment.server.ts";
import { payReturn } from "#app/services/reading/pay-return.server.ts";
import { booksOf, drain, openPage, someOwing, withPayments } from "../support/payments.ts";

const bench = withPayments();
const paidOnce = { payments: 1, paidMinor: 100_000n, postings: 1, events: 1, offBalance: 0n };

/** Runs all at once; prints how long the slowest hundredth took (no limit: machines differ). */
async function atOnce<T>(what: string, runs: readonly (() => Promise<T>)[]): Promise<T[]> {
  const tookMs: number[] = [];
  const results = await Promise.all(
    runs.map(async (run) => {
      const from = performance.now();
      const result = await run();
      tookMs.push(performance.now() - from);
      return result;
    }),
  );
  tookMs.sort((a, b) => a - b);
  const p99Ms = tookMs[Math.ceil(tookMs.length * 0.99) - 1] ?? 0;
  console.info(`${what}: ${runs.length} at once, p99 ${Math.round(p99Ms)} ms`);
  return results;
}

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

  test("fifty clicks on one key: one page, identical answers, one payment", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { accountId, actor } = owing;
    const wish = { accountId, choice: "other", otherMinor: 100_000n, locale: "zh-CN" } as const;
    const click = () => startPayment(runtime, actor, wish);
    const answers = await atOnce("one key", Array<typeof click>(50).fill(click));
    expect(answers[0]).toMatchObject({ ok: true, value: { go: "page" } });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const sessions = Object.keys(simulator.state.memory.sessions);
    expect(sessions).toHaveLength(1);
    const keys = simulator.state.requests.map((one) => one.key).filter(Boolean);
    expect(new Set(keys).size).toBe(1);
    // The first one's answer serves the others: they do not each ask the provider once more.
    const reads = simulator.state.requests.filter((one) => one.path.endsWith(sessions[0] ?? "-"));
    expect(reads.length).toBeLessThan(25);
    simulator.control.pay({ session: sessions[0] ?? "" });
    await drain(bench);
    expect(await booksOf(bench, accountId)).toMatchObject(paidOnce);
  });

  test("thirty-two clients click and come back on one account: one payment", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { accountId, actor } = owing;
    const { session } = await openPage(bench, owing);
    simulator.control.pay({ session });
    await simulator.control.settled();
    const wish = { accountId, choice: "other", otherMinor: 100_000n, locale: "zh-CN" } as const;
    const clients = Array.from({ length: 32 }, (_, n) =>
      n % 2 === 0
        ? async () => ((await payReturn(runtime, actor, { session, attempt: null })) ? 1 : 0)
        : async () => ((await startPayment(runtime, actor, wish)).ok ? 1 : 0),
    );
    await atOnce("one account", clients);
    await drain(bench);
    const rows = await runtime.db.query(
      "select 1 as one from payment where account_id = $1 and charge_ref is not null",
      [accountId],
    );
    expect(rows).toHaveLength(1);
    expect((await booksOf(bench, accountId)).offBalance).toBe(0n);
  });
});
