import { beforeEach, describe, expect, test } from "vitest";
import { suspenseBalances } from "#app/db/stores/house-postings.server.ts";
import type { ProviderMovement } from "#app/services/payments/provider-books.ts";
import { reconcile } from "#app/services/reconcile/reconcile.server.ts";
import { decideCase } from "#app/services/suspense/decide-case.server.ts";
import { fault } from "../support/faults.ts";
import {
  advance,
  booksOf,
  drain,
  openPage,
  setTime,
  someOwing,
  withPayments,
} from "../support/payments.ts";
import { pay, staffOf } from "../support/refunds.ts";

const bench = withPayments();
const hourMs = 3_600_000;
let day = 0;

/** Each test on a day of its own: the books of those before lie outside of what is read again. */
beforeEach(() => {
  day += 7;
  setTime(bench, Date.parse("2026-11-19T08:00:00Z") + day * 24 * hourMs);
});

type Change = (all: readonly ProviderMovement[]) => readonly ProviderMovement[];

/** What reconciliation says an hour later, when the provider tells its movements as changed. */
async function reconciled(change: Change = (all) => all) {
  advance(bench, hourMs);
  const { payments } = bench.runtime;
  const listBalanceTransactions: typeof payments.listBalanceTransactions = async (asked) => {
    const outcome = await payments.listBalanceTransactions(asked);
    if (outcome.kind !== "ok") return outcome;
    return { kind: "ok", value: { ...outcome.value, movements: change(outcome.value.movements) } };
  };
  return reconcile({ ...bench.runtime, payments: { ...payments, listBalanceTransactions } });
}

/** The sum of both books on the provider's till, by currency, minor units. */
async function till() {
  return bench.runtime.db.query<{ currency: string; minor: bigint }>(
    `select currency, sum(minor)::bigint as minor from (
       select p.currency, e.amount as minor from entry e join posting p on p.id = e.posting_id
       where e.ledger_account = 'cash:stripe'
       union all select currency, amount from house_posting where debit = 'cash:stripe'
       union all select currency, -amount from house_posting where credit = 'cash:stripe') as all_
     group by currency having sum(minor) <> 0 order by currency`,
  );
}

/** What the provider itself says that its balance is in a currency. */
async function balanceThere(currency: string) {
  const asked = { from: 0, to: bench.runtime.clock.now(), payout: null, cursor: null };
  const outcome = await bench.runtime.payments.listBalanceTransactions(asked);
  if (outcome.kind !== "ok") throw new Error(outcome.detail);
  const own = outcome.value.movements.filter((one) => one.currency === currency);
  return own.reduce((sum, one) => sum + one.netMinor, 0n);
}

const open = async (kind: string) => {
  const rows = await bench.runtime.db.query<{ reference: string }>(
    "select reference from break where kind = $1 and state = 'open'",
    [kind],
  );
  return rows.map((row) => row.reference);
};

describe("the provider's books and ours", () => {
  fault("after: orphan balance transaction", "in suspense, a break, a person decides", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const movement = simulator.control.orphan({ amount: 12_300, currency: "cny" });
    const report = await reconciled();
    expect(report).toMatchObject({ movements: 1, matched: 0, raised: 1 });
    expect(await open("provider:orphan")).toEqual([movement.id]);
    expect(report.suspense).toEqual([
      { currency: "CNY", booked: 12_300n, cases: 12_300n, open: 1 },
    ]);
    const [waiting] = await runtime.db.query<{ id: string }>(
      "select id from suspense_case where reference = $1",
      [String(movement.source)],
    );
    const first = staffOf(bench, owing, "supervisor");
    const wish = { act: "release", accountId: owing.accountId, note: "" } as const;
    const asked = await decideCase(runtime, first, waiting?.id ?? "", wish);
    expect(asked).toEqual({ ok: true, value: { state: "waiting" } });
    const again = await reconciled();
    expect(again).toMatchObject({ movements: 0, raised: 0 });
    expect(await open("provider:orphan")).toEqual([movement.id]);
  });

  fault("after: ledger entry without a provider record", "a break, until it comes", async () => {
    const owing = await someOwing(bench);
    const { chargeRef } = await pay(bench, owing, 100_000n);
    const report = await reconciled((all) => all.filter((one) => one.sourceRef !== chargeRef));
    expect(report.breaks.map(({ kind }) => kind)).toContain("ledger:no-provider-record");
    expect((await booksOf(bench, owing.accountId)).breaks).toBe(1);
    const later = await reconciled();
    expect(later.explained).toBe(1);
    expect(await open("ledger:no-provider-record")).toEqual([]);
  });

  fault("after: other settlement currency", "explained, no break, both tills agree", async () => {
    const { simulator } = bench;
    simulator.control.settleIn({ currency: "usd", rate: 0.14 });
    const owing = await someOwing(bench);
    await pay(bench, owing, 100_000n);
    const report = await reconciled();
    expect(report).toMatchObject({ movements: 1, matched: 1, converted: 1, raised: 0 });
    expect(await open("provider:currency-differs")).toEqual([]);
    const dollars = (await till()).find(({ currency }) => currency === "USD");
    expect(dollars?.minor).toBe(await balanceThere("USD"));
  });
});

describe("reconciliation", () => {
  test("finds nothing where all is well, and says the same twice", async () => {
    const owing = await someOwing(bench);
    for (const amount of [30_000n, 50_000n]) await pay(bench, owing, amount);
    const first = await reconciled();
    expect(first).toMatchObject({ movements: 2, matched: 2, raised: 0 });
    const lines = async () =>
      bench.runtime.db.query("select once_key from house_posting order by once_key");
    const once = await lines();
    expect(await reconciled()).toMatchObject({ movements: 0, matched: 0, raised: 0 });
    expect(await lines()).toEqual(once);
  });

  test("books a payment of which no event ever came", async () => {
    const owing = await someOwing(bench);
    const { session } = await openPage(bench, owing);
    bench.simulator.control.webhooks("drop");
    bench.simulator.control.pay({ session });
    await drain(bench);
    expect((await booksOf(bench, owing.accountId)).payments).toBe(0);
    expect(await reconciled()).toMatchObject({ matched: 1, raised: 0 });
    expect((await booksOf(bench, owing.accountId)).payments).toBe(1);
  });

  test("adds up a payout, and shows one that does not add up", async () => {
    const owing = await someOwing(bench);
    await pay(bench, owing, 80_000n);
    const { control } = bench.simulator;
    const [payout] = control.payOutNow(true);
    if (payout === undefined) throw new Error("nothing was paid out");
    expect(await reconciled()).toMatchObject({ payouts: 1, raised: 0 });
    const short: Change = (all) => all.filter((one) => one.kind === "payout");
    expect(await reconciled(short)).toMatchObject({ raised: 1 });
    expect(await open("payout:sum-differs")).toEqual([payout.id]);
    expect(await reconciled()).toMatchObject({ explained: 1 });
  });

  test("shows an amount that differs", async () => {
    const owing = await someOwing(bench);
    const { chargeRef } = await pay(bench, owing, 70_000n);
    const more: Change = (all) =>
      all.map((one) => ({
        ...one,
        amountMinor: one.amountMinor + 1n,
        paidMinor: one.paidMinor + 1n,
      }));
    const report = await reconciled(more);
    const [found] = report.breaks.filter(({ kind }) => kind === "provider:amount-differs");
    expect(found).toBeDefined();
    expect(chargeRef).toMatch(/^ch_/);
    expect(await open("provider:amount-differs")).toEqual([found?.reference]);
  });

  test("from a later day on leaves what is before it to the next run", async () => {
    const owing = await someOwing(bench);
    await reconciled();
    await pay(bench, owing, 20_000n);
    advance(bench, 96 * hourMs);
    const since = bench.runtime.clock.now() - hourMs;
    expect(await reconcile(bench.runtime, { since })).toMatchObject({ movements: 0, raised: 0 });
    expect(await reconciled()).toMatchObject({ movements: 1, matched: 1, raised: 0 });
  });

  test("throws and keeps what it read when the provider does not answer", async () => {
    bench.simulator.control.failNext({ kind: "status", status: 500 });
    await expect(reconciled()).rejects.toThrow(/not read/);
    expect(await suspenseBalances(bench.runtime.db)).toHaveLength(1);
  });
});
