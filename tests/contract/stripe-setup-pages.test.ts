import type Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Bench, errorOf, startBench } from "./stripe-sdk.ts";

describe("pages that save a card", () => {
  let bench: Bench;
  let stripe: Stripe;
  let customer: string;
  beforeAll(async () => {
    bench = await startBench();
    stripe = bench.stripe;
  });
  beforeEach(async () => {
    bench.simulator.control.reset();
    customer = (await stripe.customers.create({ name: "Lin" })).id;
    bench.happened();
  });
  afterAll(() => bench.simulator.close());

  const charge = (method: string): Promise<Stripe.PaymentIntent> =>
    stripe.paymentIntents.create({
      amount: 5_000,
      currency: "usd",
      customer,
      payment_method: method,
      off_session: true,
      confirm: true,
    });
  const pageFor = (more: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
    stripe.checkout.sessions.create({
      mode: "setup",
      customer,
      currency: "usd",
      success_url: "https://shop.test/done",
      ...more,
    });

  test("a page that saves a card takes no money and says so", async () => {
    const session = await pageFor({ setup_intent_data: { metadata: { plan: "p1" } } });
    expect(session).toMatchObject({
      mode: "setup",
      amount_total: null,
      payment_status: "no_payment_required",
      status: "open",
    });
    bench.simulator.control.pay({ session: session.id, card: "4000000000000002" });
    const open = await stripe.checkout.sessions.retrieve(session.id, { expand: ["setup_intent"] });
    expect(open).toMatchObject({
      status: "open",
      setup_intent: { last_setup_error: { code: "card_declined" } },
    });
    bench.simulator.control.pay({
      session: session.id,
      card: "4000002760003184",
      answer: "fail",
    });
    bench.happened();
    bench.simulator.control.pay({ session: session.id });
    expect(bench.happened()).toEqual([
      "payment_method.attached",
      "setup_intent.succeeded",
      "checkout.session.completed",
    ]);
    const done = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ["setup_intent.payment_method"],
    });
    expect(done).toMatchObject({
      status: "complete",
      payment_intent: null,
      setup_intent: {
        status: "succeeded",
        metadata: { plan: "p1" },
        payment_method: { customer, card: { last4: "4242" } },
      },
    });
    expect(Object.keys(bench.simulator.state.memory.charges)).toEqual([]);
  });

  test("a page that expires ends its setup intent, and saves nothing", async () => {
    const session = await pageFor();
    const { control } = bench.simulator;
    control.pay({ session: session.id, card: "4000002500003155", answer: "abandon" });
    const waiting = await stripe.setupIntents.retrieve(String(session.setup_intent));
    expect(waiting).toMatchObject({
      status: "requires_action",
      next_action: { redirect_to_url: { return_url: "https://shop.test/done" } },
    });
    await stripe.checkout.sessions.expire(session.id);
    expect((await stripe.setupIntents.retrieve(waiting.id)).status).toBe("canceled");
    expect((await stripe.paymentMethods.list({ customer })).data).toEqual([]);
  });

  test("a payment page that is to save the card does, with a customer of its own", async () => {
    const session = await stripe.checkout.sessions.create({
      mode: "payment",
      success_url: "https://shop.test/done",
      line_items: [
        {
          price_data: { currency: "usd", unit_amount: 900, product_data: { name: "Repayment" } },
          quantity: 1,
        },
      ],
      payment_intent_data: { setup_future_usage: "off_session" },
    });
    bench.simulator.control.pay({ session: session.id, card: "4000002500003155" });
    const done = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ["payment_intent.payment_method"],
    });
    const intent = done.payment_intent as Stripe.PaymentIntent;
    expect(done.customer).toMatch(/^cus_/);
    expect(intent).toMatchObject({
      setup_future_usage: "off_session",
      payment_method: { customer: done.customer },
    });
    customer = String(done.customer);
    const { id } = intent.payment_method as Stripe.PaymentMethod;
    expect((await charge(id)).status).toBe("succeeded");
  });

  test("Alipay and WeChat Pay cannot be saved", async () => {
    expect(await errorOf(pageFor({ allowed_payment_method_types: ["alipay"] }))).toMatchObject({
      param: "allowed_payment_method_types",
    });
    const asked = { customer, allowed_payment_method_types: ["wechat_pay" as const] };
    expect(await errorOf(stripe.setupIntents.create(asked))).toMatchObject({
      param: "allowed_payment_method_types",
    });
  });
});
