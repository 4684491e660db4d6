import type Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Bench, errorOf, startBench } from "./stripe-sdk.ts";

describe("refunds as Stripe carries them out", () => {
  let bench: Bench;
  let stripe: Stripe;
  beforeAll(async () => {
    bench = await startBench();
    stripe = bench.stripe;
  });
  beforeEach(() => bench.simulator.control.reset());
  afterAll(() => bench.simulator.close());

  const paid = async (token = "pm_card_visa", amount = 10_000): Promise<string> => {
    const asked = { amount, currency: "usd", confirm: true, payment_method: token };
    const intent = await stripe.paymentIntents.create(asked);
    bench.happened();
    return String(intent.latest_charge);
  };
  const movements = async (source: string): Promise<unknown[]> =>
    (await stripe.balanceTransactions.list({ source })).data.map((one) => [
      one.type,
      one.amount,
      one.net,
    ]);

  test("in parts, to the last unit, and no more", async () => {
    const charge = await paid();
    const first = await stripe.refunds.create({ charge, amount: 4_000, metadata: { why: "a" } });
    expect(first).toMatchObject({ status: "succeeded", amount: 4_000, charge, currency: "usd" });
    expect(bench.happened()).toEqual(["refund.created", "charge.refunded"]);
    expect(await stripe.charges.retrieve(charge)).toMatchObject({
      amount_refunded: 4_000,
      refunded: false,
    });
    const tooMuch = await errorOf(stripe.refunds.create({ charge, amount: 6_001 }));
    expect(tooMuch).toMatchObject({ type: "StripeInvalidRequestError", param: "amount" });
    expect(tooMuch.message).toContain("greater than unrefunded amount");
    await stripe.refunds.create({ charge });
    const whole = await stripe.charges.retrieve(charge, { expand: ["refunds"] });
    expect(whole).toMatchObject({ amount_refunded: 10_000, refunded: true });
    expect(whole.refunds?.data.map((one) => one.amount)).toEqual([6_000, 4_000]);
    expect(await errorOf(stripe.refunds.create({ charge, amount: 1 }))).toMatchObject({
      statusCode: 400,
      code: "charge_already_refunded",
    });
    expect(await movements(first.id)).toEqual([["refund", -4_000, -4_000]]);
    expect((await stripe.refunds.list({ charge })).data).toHaveLength(2);
    const renamed = await stripe.refunds.update(first.id, { metadata: { why: "b" } });
    expect(renamed.metadata).toEqual({ why: "b" });
  });

  test("20 at once for what is there once: one succeeds", async () => {
    const charge = await paid();
    const tries = Array.from({ length: 20 }, () => stripe.refunds.create({ charge }));
    const ends = await Promise.allSettled(tries);
    expect(ends.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    const same = Array.from({ length: 10 }, () =>
      stripe.refunds.create({ charge }, { idempotencyKey: "refund:1" }),
    );
    for (const one of await Promise.allSettled(same)) expect(one.status).toBe("rejected");
    expect((await stripe.charges.retrieve(charge)).amount_refunded).toBe(10_000);
  });

  test("the same key refunds once", async () => {
    const charge = await paid();
    const options = { idempotencyKey: "refund:2" };
    const one = await stripe.refunds.create({ charge, amount: 500 }, options);
    const two = await stripe.refunds.create({ charge, amount: 500 }, options);
    expect(two.id).toBe(one.id);
    const other = await errorOf(stripe.refunds.create({ charge, amount: 501 }, options));
    expect(other.type).toBe("StripeIdempotencyError");
  });

  test("a refusal is kept under its key, but not that of a parameter", async () => {
    const charge = await paid();
    const options = { idempotencyKey: "refund:3" };
    const { id } = bench.simulator.control.dispute({ payment: charge });
    expect((await errorOf(stripe.refunds.create({ charge }, options))).code).toBe(
      "charge_disputed",
    );
    bench.simulator.control.endDispute(id, "won");
    expect((await errorOf(stripe.refunds.create({ charge }, options))).code).toBe(
      "charge_disputed",
    );
    const other = { idempotencyKey: "refund:4" };
    await errorOf(stripe.refunds.create({ charge, amount: 0 }, other));
    expect((await stripe.refunds.create({ charge, amount: 10 }, other)).amount).toBe(10);
  });

  test.each([
    ["nothing named", {}, { code: "parameter_missing" }],
    ["an unknown charge", { charge: "ch_none" }, { code: "resource_missing", param: "charge" }],
    ["nought", { amount: 0 }, { param: "amount", code: "parameter_invalid_integer" }],
    ["less than nought", { amount: -5 }, { param: "amount" }],
  ])("refused: %s", async (_name, change: Stripe.RefundCreateParams, expected) => {
    const charge = await paid();
    const asked = "amount" in change ? { charge, ...change } : change;
    expect(await errorOf(stripe.refunds.create(asked))).toMatchObject(expected);
  });

  test("what was not paid cannot be refunded", async () => {
    const intent = await stripe.paymentIntents.create({ amount: 900, currency: "usd" });
    const refused = await errorOf(stripe.refunds.create({ payment_intent: intent.id }));
    expect(refused.message).toContain("does not have a successful charge");
  });

  test("pending, then succeeded", async () => {
    const charge = await paid("pm_card_pendingRefund");
    const refund = await stripe.refunds.create({ charge, amount: 2_000 });
    expect(refund).toMatchObject({ status: "pending", pending_reason: "processing" });
    bench.happened();
    bench.simulator.control.endRefund(refund.id, "succeeded");
    expect(bench.happened()).toEqual(["refund.updated", "charge.refund.updated"]);
    expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({ status: "succeeded" });
  });

  test.each(["pending", "succeeded"])("%s, then failed: the money is back", async (first) => {
    const charge = await paid();
    if (first === "pending") bench.simulator.control.holdNextRefund();
    const refund = await stripe.refunds.create({ charge });
    expect(refund.status).toBe(first);
    bench.happened();
    bench.simulator.control.endRefund(refund.id, "failed", "lost_or_stolen_card");
    expect(bench.happened()).toEqual(["refund.updated", "charge.refund.updated", "refund.failed"]);
    const failed = await stripe.refunds.retrieve(refund.id, {
      expand: ["failure_balance_transaction"],
    });
    expect(failed).toMatchObject({
      status: "failed",
      failure_reason: "lost_or_stolen_card",
      failure_balance_transaction: { type: "refund_failure", amount: 10_000 },
    });
    expect(await movements(refund.id)).toEqual([
      ["refund_failure", 10_000, 10_000],
      ["refund", -10_000, -10_000],
    ]);
    expect((await stripe.charges.retrieve(charge)).amount_refunded).toBe(0);
    expect((await stripe.refunds.create({ charge })).status).toBe("succeeded");
    expect(() => bench.simulator.control.endRefund(refund.id, "failed")).toThrow("already");
  });

  test("test cards whose refunds end later do so by themselves in the demo", async () => {
    bench.simulator.state.settleAfterMs = 20_000;
    const [slow, failing] = [await paid("pm_card_pendingRefund"), await paid("pm_card_refundFail")];
    const one = await stripe.refunds.create({ charge: slow });
    const two = await stripe.refunds.create({ charge: failing });
    bench.simulator.control.clock({ advanceMs: 30_000 });
    bench.simulator.state.settleAfterMs = null;
    expect((await stripe.refunds.retrieve(one.id)).status).toBe("succeeded");
    expect((await stripe.refunds.retrieve(two.id)).status).toBe("failed");
  });

  test("by hand on the dashboard, and by the controls' addresses", async () => {
    const act = async (name: string, body: object): Promise<{ id: string }> => {
      const init = { method: "POST", body: JSON.stringify(body) };
      const answer = await fetch(`${bench.simulator.origin}/_sim/${name}`, init);
      return (await answer.json()) as { id: string };
    };
    const charge = await paid();
    const part = await act("refund", { payment: charge, amount: 1_500 });
    expect(part).toMatchObject({ object: "refund", amount: 1_500 });
    expect(bench.happened()).toEqual(["refund.created", "charge.refunded"]);
    await act("refund/hold-next", {});
    const { payment_intent: intent } = await stripe.charges.retrieve(charge);
    const rest = await act("refund", { payment: String(intent) });
    expect(rest).toMatchObject({ status: "pending", amount: 8_500 });
    expect(await act("refund/end", { refund: rest.id, outcome: "failed" })).toMatchObject({
      failure_reason: "declined",
    });
    expect(await act("refund", { payment: charge, amount: 1.5 })).toMatchObject({
      error: { message: "amount is a whole number." },
    });
  });
});
