import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startStripeSimulator } from "#app/simulators/stripe/server.ts";
import { type Bench, errorOf, startBench } from "./stripe-sdk.ts";

const day = 86_400_000;
const noon = Date.UTC(2026, 10, 2, 12);

describe("the balance and payouts", () => {
  let bench: Bench;
  let stripe: Stripe;
  beforeAll(async () => {
    bench = await startBench();
    stripe = bench.stripe;
  });
  beforeEach(() => {
    bench.simulator.control.reset();
    bench.simulator.control.clock({ now: noon });
  });
  afterAll(() => bench.simulator.close());

  const paid = async (
    amount = 10_000,
    currency = "usd",
    token = "pm_card_visa",
  ): Promise<Stripe.BalanceTransaction> => {
    const intent = await stripe.paymentIntents.create({
      amount,
      currency,
      confirm: true,
      payment_method: token,
      expand: ["latest_charge.balance_transaction"],
    });
    const charge = intent.latest_charge as Stripe.Charge;
    return charge.balance_transaction as Stripe.BalanceTransaction;
  };
  const ofPayout = async (payout: string): Promise<Stripe.BalanceTransaction[]> =>
    (await stripe.balanceTransactions.list({ payout, limit: 100 })).data;

  test("a charge is pending for two days, less its fee; a refund is there at once", async () => {
    const charge = await paid();
    expect(charge).toMatchObject({
      amount: 10_000,
      fee: 320,
      net: 9_680,
      status: "pending",
      available_on: noon / 1000 + 2 * 86_400,
      fee_details: [{ type: "stripe_fee", amount: 320 }],
    });
    expect(await stripe.balance.retrieve()).toMatchObject({
      available: [{ amount: 0, currency: "usd" }],
      pending: [{ amount: 9_680, currency: "usd" }],
    });
    await stripe.refunds.create({ charge: String(charge.source), amount: 1_000 });
    bench.simulator.control.clock({ advanceMs: 2 * day });
    expect((await stripe.balanceTransactions.retrieve(charge.id)).status).toBe("available");
    expect((await stripe.balance.retrieve()).available).toEqual([
      { amount: 8_680, currency: "usd" },
    ]);
    expect((await paid(900, "usd", "pm_card_bypassPending")).status).toBe("available");
  });

  test("daily: each midnight pays out what is available, by currency, and lists it", async () => {
    bench.simulator.control.payouts("daily");
    const first = await paid(10_000, "usd");
    const yuan = await paid(50_000, "cny");
    bench.simulator.control.clock({ advanceMs: day });
    const second = await paid(2_000, "usd");
    bench.happened();
    bench.simulator.control.clock({ advanceMs: day });
    expect((await stripe.payouts.list()).data).toEqual([]);
    bench.simulator.control.clock({ advanceMs: 2 * day });
    const { data } = await stripe.payouts.list();
    expect(data.map((one) => [one.currency, one.amount, one.status])).toEqual([
      ["usd", second.net, "in_transit"],
      ["cny", yuan.net, "paid"],
      ["usd", first.net, "paid"],
    ]);
    expect(bench.happened()).toEqual([
      "payout.created",
      "payout.created",
      "payout.created",
      "payout.paid",
      "payout.reconciliation_completed",
      "payout.paid",
      "payout.reconciliation_completed",
    ]);
    const [, , usd] = data as [Stripe.Payout, Stripe.Payout, Stripe.Payout];
    expect(usd.created * 1000).toBe(Date.UTC(2026, 10, 5));
    const covered = await ofPayout(usd.id);
    expect(covered.map((one) => [one.type, one.net])).toEqual([
      ["payout", -first.net],
      ["charge", first.net],
    ]);
    expect(covered.reduce((sum, one) => sum + one.net, 0)).toBe(0);
    expect((await stripe.payouts.list({ status: "in_transit" })).data).toHaveLength(1);
    expect((await stripe.payouts.list({ arrival_date: { lt: 1 } })).data).toEqual([]);
    const [arrived] = (await stripe.payouts.list({ arrival_date: usd.arrival_date })).data;
    expect(arrived?.status).toBe("paid");
    bench.simulator.control.clock({ advanceMs: 10 * day });
    expect((await stripe.payouts.list()).data).toHaveLength(3);
  });

  test("where payouts are daily, a reset keeps them so", async () => {
    bench.simulator.state.dailyPayouts = true;
    bench.simulator.control.reset();
    await paid(900, "usd", "pm_card_bypassPending");
    bench.simulator.control.clock({ advanceMs: day });
    bench.simulator.state.dailyPayouts = false;
    expect((await stripe.payouts.list()).data).toHaveLength(1);
  });

  test("what the clock did is on disk before anybody asks", async () => {
    const home = mkdtempSync(join(tmpdir(), "stripe-simulator-"));
    const kept = await startStripeSimulator({ home, dailyPayouts: true });
    kept.control.orphan({ amount: 900, currency: "usd" });
    // Not by the control, which pays out itself: time passes, and the sweep sees it.
    kept.state.clock.advance(day);
    const file = join(home, "stripe-simulator.json");
    const read = (): string => (existsSync(file) ? readFileSync(file, "utf8") : "");
    await expect.poll(read, { timeout: 20_000 }).toContain("payout.created");
    await kept.close();
    rmSync(home, { recursive: true });
  });

  test("a balance below zero waits for more", async () => {
    const { source } = await paid(10_000, "usd", "pm_card_bypassPending");
    bench.simulator.control.payOutNow();
    await stripe.refunds.create({ charge: String(source) });
    expect(bench.simulator.control.payOutNow()).toEqual([]);
    await paid(20_000, "usd", "pm_card_bypassPending");
    const [payout] = bench.simulator.control.payOutNow();
    expect(payout?.amount).toBe(20_000 - 610 - 10_000);
    expect((await ofPayout(String(payout?.id))).map((one) => one.type)).toEqual([
      "payout",
      "charge",
      "refund",
    ]);
  });

  test("a payout that the bank sends back is in the balance again", async () => {
    await paid();
    const [payout] = bench.simulator.control.payOutNow(true) as [Stripe.Payout];
    bench.happened();
    bench.simulator.control.failPayout(payout.id);
    expect(bench.happened()).toEqual(["payout.failed"]);
    const failed = await stripe.payouts.retrieve(payout.id, {
      expand: ["failure_balance_transaction"],
    });
    expect(failed).toMatchObject({
      status: "failed",
      failure_code: "account_closed",
      failure_balance_transaction: { type: "payout_failure", amount: payout.amount },
    });
    const [again] = bench.simulator.control.payOutNow();
    expect(again?.amount).toBe(payout.amount);
    expect(() => bench.simulator.control.failPayout(payout.id)).toThrow("failed already");
  });

  test.each([
    ["usd", 0.14, 50_000, 7_000],
    ["jpy", 20.5, 50_000, 10_250],
    ["usd", 0.1406, 33_333, 4_687],
  ])("settled in %s at %f: %d fen are %d", async (currency, rate, fen, settled) => {
    bench.simulator.control.settleIn({ currency, rate });
    const transaction = await paid(fen, "cny");
    expect(transaction).toMatchObject({ amount: settled, currency, exchange_rate: rate });
    expect(transaction.net).toBe(transaction.amount - transaction.fee);
    expect(transaction.fee_details).toMatchObject([{ amount: transaction.fee, currency }]);
    const charge = await stripe.charges.retrieve(String(transaction.source));
    expect(charge).toMatchObject({ amount: fen, currency: "cny" });
    const refund = await stripe.refunds.create({
      charge: charge.id,
      expand: ["balance_transaction"],
    });
    expect(refund.balance_transaction).toMatchObject({ amount: -settled, currency });
    expect((await paid(1_000, currency)).exchange_rate).toBeNull();
    bench.simulator.control.settleIn(null);
    expect((await paid(1_000, "cny")).currency).toBe("cny");
  });

  test("a movement without a payment", async () => {
    const orphan = bench.simulator.control.orphan({ amount: 777, currency: "usd" });
    const read = await stripe.balanceTransactions.retrieve(orphan.id);
    expect(read).toMatchObject({ type: "charge", amount: 777, reporting_category: "charge" });
    expect((await errorOf(stripe.charges.retrieve(String(read.source)))).code).toBe(
      "resource_missing",
    );
    const fee = { amount: -50, currency: "usd", type: "stripe_fee" as const };
    expect(bench.simulator.control.orphan(fee).source).toBeNull();
    const { data } = await stripe.balanceTransactions.list({ type: "stripe_fee" });
    expect(data.map((one) => one.amount)).toEqual([-50]);
    expect((await stripe.balanceTransactions.list({ currency: "cny" })).data).toEqual([]);
  });

  test("the controls have addresses, and refuse in words", async () => {
    const act = async (name: string, body: object): Promise<unknown> => {
      const init = { method: "POST", body: JSON.stringify(body) };
      return (await fetch(`${bench.simulator.origin}/_sim/${name}`, init)).json();
    };
    expect(await act("settlement", { currency: "usd", rate: 0.14 })).toEqual({ ok: true });
    expect(await paid(5_000, "cny")).toMatchObject({ currency: "usd" });
    expect(await act("settlement", { currency: null })).toEqual({ ok: true });
    expect(await act("orphan", { amount: 9, currency: "usd" })).toMatchObject({ amount: 9 });
    expect(await act("payouts", { schedule: "daily" })).toEqual({ ok: true });
    const [payout] = (await act("payouts/now", { all: true })) as Stripe.Payout[];
    expect(await act("payouts/fail", { payout: payout?.id })).toMatchObject({ status: "failed" });
    expect(await act("settlement", { currency: "usd", rate: -1 })).toMatchObject({
      error: { message: "A rate is above zero." },
    });
    expect((await errorOf(stripe.payouts.retrieve("po_none"))).code).toBe("resource_missing");
    expect(await errorOf(ofPayout("po_none"))).toMatchObject({ param: "payout" });
  });
});
