import { describe, expect, test } from "vitest";
import { listSuspended } from "#app/db/stores/suspended.server.ts";
import { startPayment } from "#app/services/payments/start-payment.server.ts";
import { startSeveral } from "#app/services/payments/start-several.server.ts";
import { sweepAttempts } from "#app/services/payments/sweep-attempts.server.ts";
import { payReturn } from "#app/services/reading/pay-return.server.ts";
import {
  advance,
  booksOf,
  drain,
  type Owing,
  openPage,
  someOwing,
  withPayments,
} from "../support/payments.ts";

const bench = withPayments();
const minuteMs = 60_000;

/** One debtor with two accounts in one portfolio. */
async function twoAccounts(): Promise<readonly [Owing, Owing]> {
  const first = await someOwing(bench);
  const second = await someOwing(bench, {}, first.portfolio);
  await bench.runtime.db.query("update account set debtor_id = $1 where id = $2", [
    first.actor.debtorId,
    second.accountId,
  ]);
  return [first, { ...second, actor: first.actor }];
}

const line = ({ accountId }: Owing, otherMinor: bigint) =>
  ({ accountId, choice: "other", otherMinor }) as const;

async function openBoth(amounts: readonly [bigint, bigint] = [100_000n, 70_000n]) {
  const both = await twoAccounts();
  const lines = both.map((one, index) => line(one, amounts[index] ?? 0n));
  const start = await startSeveral(bench.runtime, both[0].actor, { lines, locale: "zh-CN" });
  if (!start.ok || start.value.go !== "page") throw new Error(JSON.stringify(start));
  const { attemptId } = start.value;
  const [row] = await bench.runtime.db.query<{ reference: string }>(
    "select reference from payment_attempt where id = $1",
    [attemptId],
  );
  return { both, lines, attemptId, session: row?.reference ?? "" };
}

async function statesOf(both: readonly Owing[]): Promise<string[]> {
  const rows = await bench.runtime.db.query<{ state: string }>(
    "select state from payment_attempt where account_id = any($1::uuid[])",
    [both.map((one) => one.accountId)],
  );
  return rows.map((row) => row.state);
}

const sessions = () => Object.values(bench.simulator.state.memory.sessions);

describe("several accounts by one charge", () => {
  test("money that is not what was asked for is shown on each of them", async () => {
    const { runtime, simulator } = bench;
    const { both, session, attemptId } = await openBoth();
    await runtime.db.query(
      `update payment_attempt set total = 160000,
         amount = case when id = leader_id then amount - 10000 else amount end
       where leader_id = $1`,
      [attemptId],
    );
    simulator.control.pay({ session });
    await drain(bench);
    for (const { accountId } of both) {
      const suspended = await listSuspended(runtime.db, accountId);
      expect(suspended).toMatchObject([{ amountMinor: 170_000n, currency: "CNY" }]);
    }
    const alone = await someOwing(bench, {}, both[0].portfolio);
    expect(await listSuspended(runtime.db, alone.accountId)).toEqual([]);
  });

  test("one page for the sum; each account gets its own posting, event and receipt", async () => {
    const { runtime, simulator } = bench;
    const { both, session, attemptId } = await openBoth();
    expect(sessions().map((one) => one.amount_total)).toEqual([170_000]);
    simulator.control.pay({ session });
    await drain(bench);
    const [first, second] = both;
    const each = { payments: 1, postings: 1, events: 1, attempts: 1, breaks: 0, offBalance: 0n };
    expect(await booksOf(bench, first.accountId)).toEqual({ ...each, paidMinor: 100_000n });
    expect(await booksOf(bench, second.accountId)).toEqual({ ...each, paidMinor: 70_000n });
    const charges = await runtime.db.query<{ n: bigint; refs: bigint }>(
      `select count(*) as n, count(distinct charge_ref) as refs from payment
       where debtor_id = $1`,
      [first.actor.debtorId],
    );
    expect(charges).toEqual([{ n: 2n, refs: 1n }]);
    const page = await payReturn(runtime, first.actor, { session, attempt: null });
    expect(page).toEqual({ paid: true, receipt: `/pay/receipts/${attemptId}` });
    const mails = await runtime.db.query("select kind from contact_record where debtor_id = $1", [
      first.actor.debtorId,
    ]);
    expect(mails).toEqual([{ kind: "receipt" }]);
  });

  test("told again by everybody at once, it is booked once to each", async () => {
    const { runtime, simulator } = bench;
    simulator.control.duplicateNext(3);
    const { both, session } = await openBoth();
    simulator.control.pay({ session });
    const look = () => payReturn(runtime, both[0].actor, { session, attempt: null });
    await Promise.all([look(), drain(bench), look(), look()]);
    for (const one of both) expect((await booksOf(bench, one.accountId)).payments).toBe(1);
  });

  test("a double click opens one page, in whatever order the accounts stand", async () => {
    const both = await twoAccounts();
    const lines = [line(both[0], 100_000n), line(both[1], 70_000n)];
    const start = (chosen: typeof lines) =>
      startSeveral(bench.runtime, both[0].actor, { lines: chosen, locale: "en" });
    const [one, two] = await Promise.all([start(lines), start([...lines].reverse())]);
    expect(one).toMatchObject({ ok: true, value: { go: "page" } });
    expect(two).toEqual(one);
    expect(sessions()).toHaveLength(1);
  });

  test("one account paid alone closes the page for both, and the other is free", async () => {
    const { both, session } = await openBoth();
    await openPage(bench, both[1], 50_000n);
    expect(sessions().find((one) => one.id === session)?.status).toBe("expired");
    const alone = await openPage(bench, both[0], 50_000n);
    expect(alone.session).not.toBe(session);
  });

  test("two pages for one account each are closed before one opens for both", async () => {
    const both = await twoAccounts();
    for (const one of both) await openPage(bench, one, 50_000n);
    const lines = [line(both[0], 100_000n), line(both[1], 70_000n)];
    const start = await startSeveral(bench.runtime, both[0].actor, { lines, locale: "en" });
    expect(start).toMatchObject({ ok: true, value: { go: "page" } });
    expect(
      sessions()
        .map((one) => one.status)
        .sort(),
    ).toEqual(["expired", "expired", "open"]);
  });

  test("when it has just been paid, an account of it begins nothing new", async () => {
    const { both, session, attemptId } = await openBoth();
    bench.simulator.control.webhooks("hold");
    bench.simulator.control.pay({ session });
    const { accountId, actor } = both[1];
    const wish = { accountId, choice: "whole", otherMinor: null, locale: "en" } as const;
    const again = await startPayment(bench.runtime, actor, wish);
    expect(again).toEqual({ ok: true, value: { go: "wait", attemptId } });
    for (const one of both) expect((await booksOf(bench, one.accountId)).payments).toBe(1);
  });

  test("expired unpaid: over for both", async () => {
    const { both } = await openBoth();
    advance(bench, 61 * minuteMs);
    await sweepAttempts(bench.runtime);
    expect(await statesOf(both)).toEqual(["expired", "expired"]);
    await openPage(bench, both[1], 50_000n);
  });

  test("another sum than both together: suspense on one account, nothing booked", async () => {
    const { simulator } = bench;
    const { both, session } = await openBoth();
    (simulator.state.memory.sessions[session] as { amount_total: number }).amount_total = 100_000;
    simulator.control.pay({ session });
    for (const intent of Object.values(simulator.state.memory.intents)) intent.amount = 100_000;
    await drain(bench);
    const books = await Promise.all(both.map((one) => booksOf(bench, one.accountId)));
    expect(books.map((one) => one.payments)).toEqual([0, 0]);
    expect(books.reduce((sum, one) => sum + one.breaks, 0)).toBe(1);
    expect(await statesOf(both)).toEqual(["suspended", "suspended"]);
  });

  test("one wrong amount among them refuses all, and names its account", async () => {
    const both = await twoAccounts();
    const lines = [line(both[0], 100_000n), line(both[1], 1n)];
    const start = await startSeveral(bench.runtime, both[0].actor, { lines, locale: "en" });
    expect(start).toMatchObject({
      error: { accountId: both[1].accountId, refusal: { reason: "below-minimum" } },
    });
    expect((await booksOf(bench, both[0].accountId)).attempts).toBe(0);
  });

  test("the same account twice, none at all, or a stranger's: not there", async () => {
    const both = await twoAccounts();
    const theirs = await someOwing(bench);
    const wishes = [
      [line(both[0], 50_000n), line(both[0], 50_000n)],
      [],
      [line(both[0], 50_000n), line(theirs, 50_000n)],
    ];
    for (const lines of wishes) {
      const start = await startSeveral(bench.runtime, both[0].actor, { lines, locale: "en" });
      expect(start).toMatchObject({ error: { refusal: { reason: "not-found" } } });
    }
  });
});
