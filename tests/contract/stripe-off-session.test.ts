import type Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Bench, errorOf, startBench } from "./stripe-sdk.ts";

describe("cards that are saved and charged off session", () => {
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

  const setUp = (token: string): Promise<Stripe.SetupIntent> =>
    stripe.setupIntents.create({ customer, payment_method: token, confirm: true });
  const saved = async (token: string): Promise<string> =>
    String((await setUp(token)).payment_method);
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

  test("a card set up in one call is saved, and charged later without the payer", async () => {
    const setup = await setUp("pm_card_visa");
    expect(setup).toMatchObject({ status: "succeeded", usage: "off_session", customer });
    expect(bench.happened()).toEqual([
      "setup_intent.created",
      "payment_method.attached",
      "setup_intent.succeeded",
    ]);
    const { data } = await stripe.paymentMethods.list({ customer, type: "card" });
    expect(data.map((one) => one.id)).toEqual([setup.payment_method]);
    const intent = await charge(String(setup.payment_method));
    expect(intent).toMatchObject({ status: "succeeded", amount_received: 5_000, customer });
    const again = await charge(String(setup.payment_method));
    expect(again.id).not.toBe(intent.id);
  });

  test("in steps: made, given a card, confirmed", async () => {
    const empty = await stripe.setupIntents.create({ customer });
    expect(empty.status).toBe("requires_payment_method");
    const ready = await stripe.setupIntents.create({ customer, payment_method: "pm_card_visa" });
    expect(ready.status).toBe("requires_confirmation");
    expect((await stripe.setupIntents.confirm(ready.id)).status).toBe("succeeded");
    expect(await errorOf(stripe.setupIntents.confirm(ready.id))).toMatchObject({
      code: "setup_intent_unexpected_state",
    });
    expect((await stripe.setupIntents.cancel(empty.id)).status).toBe("canceled");
    expect(await errorOf(stripe.setupIntents.cancel(ready.id))).toMatchObject({
      code: "setup_intent_unexpected_state",
    });
    expect((await stripe.setupIntents.retrieve(ready.id)).payment_method).toMatch(/^pm_/);
  });

  test.each([
    ["pm_card_visa_chargeDeclined", "card_declined", "generic_decline"],
    ["pm_card_visa_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"],
    ["pm_card_visa_chargeDeclinedStolenCard", "card_declined", "stolen_card"],
    ["pm_card_chargeDeclinedExpiredCard", "expired_card", "expired_card"],
  ])("%s cannot be set up, attached or charged: %s, %s", async (token, code, reason) => {
    const error = await errorOf(setUp(token));
    expect(error).toMatchObject({ type: "StripeCardError", statusCode: 402, code });
    expect(error.decline_code).toBe(reason);
    expect(error.doc_url).toContain(code.replaceAll("_", "-"));
    expect(error.requestId).toMatch(/^req_/);
    expect(error.setup_intent).toMatchObject({
      status: "requires_payment_method",
      last_setup_error: { code, decline_code: reason },
    });
    const refused = await errorOf(stripe.paymentMethods.attach(token, { customer }));
    expect(refused).toMatchObject({ code, decline_code: reason });
    expect(await errorOf(charge(token))).toMatchObject({ code, decline_code: reason });
  });

  test("off session, a bank that asks declines and names the intent", async () => {
    const method = await saved("pm_card_visa");
    bench.simulator.control.changeCard(method, "4000002760003184");
    bench.happened();
    const error = await errorOf(charge(method));
    expect(error).toMatchObject({
      type: "StripeCardError",
      code: "authentication_required",
      decline_code: "authentication_required",
      payment_intent: {
        status: "requires_payment_method",
        last_payment_error: { code: "authentication_required" },
      },
      payment_method: { id: method },
    });
    expect(error.charge).toBe(error.payment_intent?.latest_charge);
    expect(bench.happened()).toEqual([
      "payment_intent.created",
      "charge.failed",
      "payment_intent.payment_failed",
    ]);
    const later = await stripe.paymentIntents.confirm(String(error.payment_intent?.id), {
      payment_method: method,
    });
    expect(later).toMatchObject({ status: "requires_action" });
  });

  test.each([
    // Attached without being set up, and set up with the bank's question answered.
    ["4000002500003155", "authentication_required", "succeeded"],
    ["4000002760003184", "authentication_required", "authentication_required"],
    ["4000003800000446", "succeeded", "succeeded"],
    ["4000008260003178", "authentication_required", "insufficient_funds"],
    ["4000000000000341", "generic_decline", "generic_decline"],
    ["4242424242424242", "succeeded", "succeeded"],
  ])("card %s off session: attached only %s, set up %s", async (number, attached, setUpFirst) => {
    const outcome = (method: string): Promise<string> =>
      charge(method).then(
        (one) => one.status,
        (error) => String(error.decline_code),
      );
    const { id } = await stripe.paymentMethods.create({
      type: "card",
      card: { number, exp_month: 12, exp_year: 2040 },
    });
    await stripe.paymentMethods.attach(id, { customer });
    expect(await outcome(id)).toBe(attached);
    const { id: session } = await pageFor();
    bench.simulator.control.pay({ session, card: number });
    const done = await stripe.checkout.sessions.retrieve(session, { expand: ["setup_intent"] });
    const { payment_method: method } = done.setup_intent as Stripe.SetupIntent;
    expect(await outcome(String(method))).toBe(setUpFirst);
  });

  test("detached, a card is of nobody and pays no more", async () => {
    const method = await saved("pm_card_visa");
    bench.happened();
    expect((await stripe.paymentMethods.detach(method)).customer).toBeNull();
    const { data } = await stripe.events.list({ type: "payment_method.detached" });
    expect(data[0]?.data.previous_attributes).toEqual({ customer });
    expect(await errorOf(charge(method))).toMatchObject({
      code: "payment_method_unexpected_state",
    });
    expect((await errorOf(stripe.paymentMethods.detach(method))).message).toContain("impossible");
    expect((await errorOf(stripe.paymentMethods.attach(method, { customer }))).code).toBe(
      "payment_method_unexpected_state",
    );
  });

  test("a card pays for its own customer only, and once when nobody saved it", async () => {
    const other = (await stripe.customers.create({})).id;
    const method = await saved("pm_card_visa");
    const asked = { amount: 900, currency: "usd", confirm: true };
    const refused = await errorOf(
      stripe.paymentIntents.create({ ...asked, customer: other, payment_method: method }),
    );
    expect(refused.message).toContain("does not belong");
    expect(
      (await errorOf(stripe.paymentIntents.create({ ...asked, payment_method: method }))).message,
    ).toContain("belongs to a Customer");
    const { id } = await stripe.paymentMethods.create({
      type: "card",
      card: { token: "tok_visa" },
    });
    await stripe.paymentIntents.create({ ...asked, payment_method: id });
    expect(
      await errorOf(stripe.paymentIntents.create({ ...asked, payment_method: id })),
    ).toMatchObject({ code: "payment_method_unexpected_state" });
    expect((await errorOf(stripe.customers.retrieve("cus_none"))).code).toBe("resource_missing");
  });

  test("a card that expires declines from the month after; a renewed one pays", async () => {
    const method = await saved("pm_card_visa");
    const { control } = bench.simulator;
    const { card } = await stripe.customers.retrievePaymentMethod(customer, method);
    control.clock({ now: Date.UTC(Number(card?.exp_year) + 1, 0, 1) });
    expect(await errorOf(charge(method))).toMatchObject({ code: "expired_card" });
    bench.happened();
    control.renewCard(method, 6, Number(card?.exp_year) + 4);
    expect(bench.happened()).toEqual(["payment_method.automatically_updated"]);
    expect((await charge(method)).status).toBe("succeeded");
  });

  test("off_session needs confirm, and the same key gives the same intent", async () => {
    const method = await saved("pm_card_visa");
    const asked = {
      amount: 900,
      currency: "usd",
      customer,
      payment_method: method,
      off_session: true,
    };
    expect((await errorOf(stripe.paymentIntents.create(asked))).param).toBe("off_session");
    const confirmed = { ...asked, confirm: true };
    const options = { idempotencyKey: "autopay:1" };
    const first = await stripe.paymentIntents.create(confirmed, options);
    const second = await stripe.paymentIntents.create(confirmed, options);
    expect(second.id).toBe(first.id);
    bench.simulator.control.changeCard(method, "4000000000009995");
    const declined = { idempotencyKey: "autopay:2" };
    const one = await errorOf(stripe.paymentIntents.create(confirmed, declined));
    const two = await errorOf(stripe.paymentIntents.create(confirmed, declined));
    expect(two.payment_intent?.id).toBe(one.payment_intent?.id);
  });

  test("the controls of cards have addresses", async () => {
    const method = await saved("pm_card_visa");
    const act = async (name: string, body: object): Promise<unknown> =>
      (
        await fetch(`${bench.simulator.origin}/_sim/${name}`, {
          method: "POST",
          body: JSON.stringify(body),
        })
      ).json();
    expect(await act("card", { method, card: "4000000000009979" })).toMatchObject({ id: method });
    expect(await errorOf(charge(method))).toMatchObject({ decline_code: "stolen_card" });
    const renewed = await act("card/renew", { method, expMonth: 2, expYear: 2045 });
    expect(renewed).toMatchObject({ card: { exp_month: 2, exp_year: 2045 } });
    expect(await act("card/detach", { method })).toMatchObject({ customer: null });
  });
});
