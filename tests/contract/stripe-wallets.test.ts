import type Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Bench, errorOf, startBench } from "./stripe-sdk.ts";

describe("Alipay and WeChat Pay", () => {
  let bench: Bench;
  let stripe: Stripe;
  beforeAll(async () => {
    bench = await startBench();
    stripe = bench.stripe;
  });
  beforeEach(() => bench.simulator.control.reset());
  afterAll(() => bench.simulator.close());

  const wallets = ["alipay", "wechat_pay"] as const;
  type Wallet = (typeof wallets)[number];
  const options = { wechat_pay: { client: "web" as const } };
  const intentBy = async (
    type: Wallet,
    more: Partial<Stripe.PaymentIntentCreateParams> = {},
  ): Promise<Stripe.PaymentIntent> => {
    const { id } = await stripe.paymentMethods.create({ type });
    return stripe.paymentIntents.create({
      amount: 60_000,
      currency: "cny",
      allowed_payment_method_types: [type],
      payment_method: id,
      payment_method_options: options,
      confirm: true,
      return_url: "https://shop.test/done",
      ...more,
    });
  };
  const page = async (more: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
    stripe.checkout.sessions.create({
      mode: "payment",
      success_url: "https://shop.test/done",
      allowed_payment_method_types: ["card", "alipay", "wechat_pay"],
      line_items: [
        {
          price_data: { currency: "cny", unit_amount: 60_000, product_data: { name: "还款" } },
          quantity: 1,
        },
      ],
      ...more,
    });

  test.each([
    ["alipay", "alipay_handle_redirect"],
    ["wechat_pay", "wechat_pay_display_qr_code"],
  ] as const)("%s asks by %s; agreed, the money is there", async (type, next) => {
    const asked = await intentBy(type);
    expect(asked).toMatchObject({ status: "requires_action", next_action: { type: next } });
    bench.simulator.control.answer(asked.id, "pass");
    const paid = await stripe.paymentIntents.retrieve(asked.id, {
      expand: ["latest_charge.balance_transaction"],
    });
    expect(paid).toMatchObject({
      status: "succeeded",
      next_action: null,
      latest_charge: {
        id: expect.stringMatching(/^py_/),
        payment_method_details: { type },
        balance_transaction: { type: "payment", reporting_category: "charge", amount: 60_000 },
      },
    });
    const refund = await stripe.refunds.create({
      payment_intent: asked.id,
      expand: ["balance_transaction"],
    });
    expect(refund).toMatchObject({
      id: expect.stringMatching(/^pyr_/),
      destination_details: { type },
      balance_transaction: { type: "payment_refund", amount: -60_000 },
    });
  });

  test.each(wallets)("%s cannot be kept or used without the payer", async (type) => {
    const kept = await errorOf(intentBy(type, { setup_future_usage: "off_session" }));
    expect(kept).toMatchObject({
      code: "payment_intent_invalid_parameter",
      param: "setup_future_usage",
    });
    expect(await errorOf(intentBy(type, { off_session: true }))).toMatchObject({
      param: "off_session",
    });
    const customer = (await stripe.customers.create({})).id;
    const { id } = await stripe.paymentMethods.create({ type });
    expect(await errorOf(stripe.paymentMethods.attach(id, { customer }))).toMatchObject({
      param: "payment_method",
    });
  });

  test("a page that keeps the method offers cards only, or is refused", async () => {
    const keeping = { payment_intent_data: { setup_future_usage: "off_session" as const } };
    expect((await page(keeping)).payment_method_types).toEqual(["card"]);
    expect(
      await errorOf(page({ ...keeping, allowed_payment_method_types: ["alipay"] })),
    ).toMatchObject({ param: "allowed_payment_method_types" });
    const perMethod = { alipay: { setup_future_usage: "off_session" as "none" } };
    expect(await errorOf(page({ payment_method_options: perMethod }))).toMatchObject({
      param: "payment_method_options[alipay][setup_future_usage]",
    });
  });

  test("used once: the same method pays nothing else", async () => {
    const { id } = await stripe.paymentMethods.create({ type: "alipay" });
    const first = await intentBy("alipay", { payment_method: id });
    bench.simulator.control.answer(first.id, "pass");
    expect(await errorOf(intentBy("alipay", { payment_method: id }))).toMatchObject({
      code: "payment_method_unexpected_state",
    });
  });

  test.each([
    ["a currency it lacks", { currency: "inr" }, "allowed_payment_method_types"],
    [
      "a method the intent does not allow",
      { allowed_payment_method_types: ["card" as const] },
      "payment_method",
    ],
    [
      "WeChat Pay without a client",
      { payment_method_options: {} },
      "payment_method_options[wechat_pay][client]",
    ],
  ])("refused: %s", async (_name, change, param) => {
    expect((await errorOf(intentBy("wechat_pay", change))).param).toBe(param);
  });

  test.each([
    ["fail", "payment_intent_authentication_failure"],
    ["timeout", "payment_intent_payment_attempt_expired"],
  ] as const)("left open, then %s: can be tried again with a card", async (answer, code) => {
    const { id } = await page();
    const { control } = bench.simulator;
    control.pay({ session: id, method: "wechat_pay", answer: "abandon" });
    const asked = await stripe.checkout.sessions.retrieve(id);
    control.answer(String(asked.payment_intent), answer);
    const failed = await stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent"] });
    expect(failed).toMatchObject({
      status: "open",
      payment_intent: { status: "requires_payment_method", last_payment_error: { code } },
    });
    control.pay({ session: id });
    expect((await stripe.checkout.sessions.retrieve(id)).payment_status).toBe("paid");
  });

  test("left open, then resumed: paid", async () => {
    const { id } = await page();
    const { control } = bench.simulator;
    control.pay({ session: id, method: "wechat_pay", answer: "abandon" });
    const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(id);
    control.answer(String(intent), "pass");
    expect((await stripe.checkout.sessions.retrieve(id)).status).toBe("complete");
    expect(() => control.answer(String(intent), "pass")).toThrow("Nothing is being asked");
  });

  test.each([
    ["succeeded", "checkout.session.async_payment_succeeded", "paid"],
    ["failed", "checkout.session.async_payment_failed", "unpaid"],
  ] as const)("agreed, the money later %s", async (outcome, event, status) => {
    const { id } = await page();
    bench.simulator.control.pay({ session: id, method: "alipay", answer: "later" });
    const waiting = await stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent"] });
    expect(waiting).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
      payment_intent: { status: "processing" },
    });
    const { id: intent } = waiting.payment_intent as Stripe.PaymentIntent;
    const early = await errorOf(stripe.refunds.create({ payment_intent: intent }));
    expect(early.message).toContain("does not have a successful charge");
    bench.happened();
    bench.simulator.control.settle(intent, outcome);
    expect(bench.happened().at(-1)).toBe(event);
    expect((await stripe.checkout.sessions.retrieve(id)).payment_status).toBe(status);
  });

  test("the answer has an address", async () => {
    const { id } = await intentBy("alipay");
    const body = JSON.stringify({ intent: id, answer: "later" });
    const answer = await fetch(`${bench.simulator.origin}/_sim/answer`, { method: "POST", body });
    expect(await answer.json()).toMatchObject({ id, status: "processing" });
  });
});
