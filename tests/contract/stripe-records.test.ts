import type Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Bench, errorOf, startBench } from "./stripe-sdk.ts";

/** What a person changes on Stripe's dashboard, or its CLI does. */
describe("customers, products, endpoints and payouts by hand", () => {
  let bench: Bench;
  let stripe: Stripe;
  beforeAll(async () => {
    bench = await startBench();
    stripe = bench.stripe;
  });
  beforeEach(() => bench.simulator.control.reset());
  afterAll(() => bench.simulator.close());

  test("a customer is renamed, and says what it was", async () => {
    const { id } = await stripe.customers.create({ name: "Lin", metadata: { a: "1" } });
    bench.happened();
    const changed = await stripe.customers.update(id, { name: "Lin Wei", metadata: { b: "2" } });
    expect(changed).toMatchObject({ name: "Lin Wei", metadata: { a: "1", b: "2" } });
    expect(bench.happened()).toEqual(["customer.updated"]);
    const { data } = await stripe.events.list({ limit: 1 });
    expect(data[0]?.data.previous_attributes).toEqual({ name: "Lin", metadata: { a: "1" } });
  });

  test("a customer that is deleted takes its cards along", async () => {
    const { id: customer } = await stripe.customers.create({});
    const asked = { customer, payment_method: "pm_card_visa", confirm: true };
    const { payment_method: method } = await stripe.setupIntents.create(asked);
    bench.happened();
    expect(await stripe.customers.del(customer)).toMatchObject({ deleted: true });
    expect(bench.happened()).toEqual(["payment_method.detached", "customer.deleted"]);
    expect((await stripe.paymentMethods.retrieve(String(method))).customer).toBeNull();
    expect((await errorOf(stripe.customers.del(customer))).code).toBe("resource_missing");
  });

  test("a product and its price", async () => {
    const { id: product } = await stripe.products.create({ name: "Repayment" });
    const { id } = await stripe.prices.create({ product, currency: "usd", unit_amount: 900 });
    expect((await stripe.products.update(product, { name: "还款" })).name).toBe("还款");
    expect((await stripe.prices.update(id, { nickname: "once" })).nickname).toBe("once");
    expect((await errorOf(stripe.products.del(product))).message).toContain("prices");
    const { id: other } = await stripe.products.create({ name: "Other" });
    expect((await stripe.products.del(other)).deleted).toBe(true);
  });

  test("a webhook endpoint is disabled, enabled and deleted", async () => {
    const { id, secret } = await stripe.webhookEndpoints.create({
      url: "http://127.0.0.1:9/hook",
      enabled_events: ["charge.succeeded"],
    });
    expect(secret).toMatch(/^whsec_/);
    const off = await stripe.webhookEndpoints.update(id, { disabled: true });
    expect(off).toMatchObject({ status: "disabled", enabled_events: ["charge.succeeded"] });
    expect((await stripe.webhookEndpoints.update(id, { disabled: false })).status).toBe("enabled");
    expect((await stripe.webhookEndpoints.retrieve(id)).id).toBe(id);
    expect((await stripe.webhookEndpoints.del(id)).deleted).toBe(true);
    expect((await errorOf(stripe.webhookEndpoints.retrieve(id))).code).toBe("resource_missing");
  });

  test("a payout by hand takes what is there, and the next automatic one counts it", async () => {
    const asked = { amount: 900, currency: "usd" };
    expect((await errorOf(stripe.payouts.create(asked))).code).toBe("balance_insufficient");
    expect((await errorOf(stripe.payouts.create({ ...asked, amount: 0 }))).param).toBe("amount");
    const payment_method = "pm_card_bypassPending";
    await stripe.paymentIntents.create({ ...asked, amount: 10_000, confirm: true, payment_method });
    const manual = await stripe.payouts.create({ ...asked, metadata: { by: "hand" } });
    expect(manual).toMatchObject({ automatic: false, reconciliation_status: "not_applicable" });
    expect((await stripe.balance.retrieve()).available[0]?.amount).toBe(10_000 - 320 - 900);
    expect(await errorOf(stripe.balanceTransactions.list({ payout: manual.id }))).toMatchObject({
      param: "payout",
    });
    const [automatic] = bench.simulator.control.payOutNow();
    expect(automatic?.amount).toBe(10_000 - 320 - 900);
    const renamed = await stripe.payouts.update(manual.id, { metadata: { by: "Chen" } });
    expect(renamed.metadata).toEqual({ by: "Chen" });
  });

  test("anything can be made to say otherwise, but not to have what it has not", async () => {
    const { id } = await stripe.customers.create({ name: "Lin" });
    const act = async (body: object): Promise<unknown> => {
      const init = { method: "POST", body: JSON.stringify(body) };
      return (await fetch(`${bench.simulator.origin}/_sim/alter`, init)).json();
    };
    expect(await act({ id, changes: { name: "Chen" } })).toMatchObject({ name: "Chen" });
    expect(await act({ id, changes: { colour: "red" } })).toMatchObject({
      error: { message: "It has no field colour." },
    });
    expect(await act({ id })).toMatchObject({ error: { message: "changes is needed." } });
    expect(() => bench.simulator.control.alter("ch_none", {})).toThrow("Nothing is known");
    expect(await stripe.customers.retrieve(id)).toMatchObject({ name: "Chen" });
  });

  test("what would move money otherwise is refused, whatever the caller's version", async () => {
    const asked = { amount: 900, currency: "usd", capture_method: "manual" as const };
    const options = { apiVersion: "2024-06-20" };
    const refused = await errorOf(stripe.paymentIntents.create(asked, options));
    expect(refused.param).toBe("capture_method");
    expect((await errorOf(stripe.paymentIntents.create(asked))).param).toBe("capture_method");
  });

  test.each([
    ["pm_card_visa_chargeDeclinedStolenCard", "do_not_try_again", "43"],
    ["pm_card_visa_chargeDeclinedExpiredCard", "confirm_card_data", "54"],
    ["pm_card_visa_chargeDeclinedInsufficientFunds", "try_again_later", "51"],
  ])("%s: the network advises %s", async (payment_method, advice, network) => {
    const asked = { amount: 900, currency: "usd", confirm: true, payment_method };
    const error = await errorOf(stripe.paymentIntents.create(asked));
    expect(error.advice_code).toBe(advice);
    const charge = await stripe.charges.retrieve(String(error.charge));
    expect(charge.outcome).toMatchObject({ advice_code: advice, network_decline_code: network });
    expect(error.payment_intent?.last_payment_error?.advice_code).toBe(advice);
  });
});
