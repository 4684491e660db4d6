import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PaymentState } from "#app/services/payments/payment-state.ts";
import type { PaymentProvider } from "#app/services/payments/provider.ts";
import type { StripeSimulator } from "#app/simulators/stripe/server.ts";
import { order, startPair, value } from "./stripe-support.ts";

describe("a payment as the payer makes it", () => {
  let simulator: StripeSimulator;
  let provider: PaymentProvider;
  beforeAll(async () => {
    ({ simulator, provider } = await startPair());
  });
  beforeEach(() => simulator.control.reset());
  afterAll(() => simulator.close());

  const open = async (): Promise<string> => value(await provider.startPayment(order())).reference;
  const read = async (id: string): Promise<PaymentState> => value(await provider.fetchPayment(id));

  test("paid by card: state, charge, method and the time it was authorised", async () => {
    const asked = order({ amountMinor: 123_456n });
    const { reference } = value(await provider.startPayment(asked));
    const at = Date.UTC(2026, 10, 21, 15, 30);
    simulator.control.clock({ now: at });
    simulator.control.pay({ session: reference, card: "6200000000000005" });
    const state = await read(reference);
    expect(state).toMatchObject({
      status: "succeeded",
      amountMinor: 123_456n,
      currency: "CNY",
      attemptId: asked.attemptId,
      method: { type: "card", brand: "unionpay", last4: "0005" },
      authorisedAt: at,
      failure: null,
    });
    expect(state.intentId).toMatch(/^pi_/);
    expect(state.chargeId).toMatch(/^ch_/);
  });

  test("the same state by session, intent and charge id", async () => {
    const reference = await open();
    simulator.control.pay({ session: reference });
    const state = await read(reference);
    expect(await read(String(state.intentId))).toEqual(state);
    expect(await read(String(state.chargeId))).toEqual(state);
  });

  test("the attempt's id is on the session, the intent and the charge", async () => {
    const asked = order();
    const { reference } = value(await provider.startPayment(asked));
    simulator.control.pay({ session: reference });
    const { sessions, intents, charges } = simulator.state.memory;
    for (const table of [sessions, intents, charges]) {
      for (const one of Object.values(table)) {
        expect(one.metadata).toEqual({ evenkeel_attempt: asked.attemptId });
      }
    }
  });

  test("declined, then paid with another card in the same session", async () => {
    const reference = await open();
    simulator.control.pay({ session: reference, card: "4000000000009995" });
    expect(await read(reference)).toMatchObject({
      status: "open",
      failure: { code: "insufficient_funds", messageKey: "insufficient-funds" },
      authorisedAt: null,
    });
    const declined = (await read(reference)).chargeId;
    simulator.control.pay({ session: reference });
    const paid = await read(reference);
    expect(paid).toMatchObject({ status: "succeeded", failure: null });
    expect(paid.chargeId).not.toBe(declined);
  });

  test.each([
    ["4000000000000002", "declined"],
    ["4000000000009987", "declined"],
    ["4000000000009979", "declined"],
    ["4000000000009995", "insufficient-funds"],
    ["4000000000000069", "expired-card"],
    ["4000000000000127", "incorrect-details"],
    ["4000000000000119", "try-again"],
    ["4000000000006975", "limit-reached"],
  ])("card %s says %s and no more", async (card, messageKey) => {
    const reference = await open();
    simulator.control.pay({ session: reference, card });
    expect((await read(reference)).failure?.messageKey).toBe(messageKey);
  });

  test("3-D Secure passed", async () => {
    const reference = await open();
    simulator.control.pay({ session: reference, card: "4000002760003184" });
    expect((await read(reference)).status).toBe("succeeded");
  });

  test("3-D Secure failed: open, with the reason, and can be tried again", async () => {
    const reference = await open();
    simulator.control.pay({ session: reference, card: "4000002760003184", answer: "fail" });
    expect(await read(reference)).toMatchObject({
      status: "open",
      failure: { messageKey: "authentication-failed" },
      chargeId: null,
    });
    simulator.control.pay({ session: reference });
    expect((await read(reference)).status).toBe("succeeded");
  });

  test("3-D Secure abandoned: open until the page expires, then expired", async () => {
    const reference = await open();
    simulator.control.pay({ session: reference, card: "4000002500003155", answer: "abandon" });
    expect((await read(reference)).status).toBe("open");
    simulator.control.clock({ advanceMs: 3_700_000 });
    const over = await read(reference);
    expect(over).toMatchObject({ status: "expired", authorisedAt: null });
    expect(simulator.state.memory.intents[String(over.intentId)]?.status).toBe("canceled");
  });

  test("3-D Secure passed, then declined by the bank", async () => {
    const reference = await open();
    simulator.control.pay({ session: reference, card: "4000008400001629" });
    expect(await read(reference)).toMatchObject({
      status: "open",
      failure: { messageKey: "declined" },
    });
  });

  test("cancelling what has just been paid answers with the payment", async () => {
    const reference = await open();
    simulator.control.pay({ session: reference });
    const late = value(await provider.cancelPayment({ reference, idempotencyKey: "late:1" }));
    expect(late.status).toBe("succeeded");
  });

  test("an expired page cannot be paid", async () => {
    const reference = await open();
    simulator.control.expire(reference);
    expect(() => simulator.control.pay({ session: reference })).toThrow("expired");
    expect((await read(reference)).status).toBe("expired");
  });

  test.each(["alipay", "wechat_pay"] as const)("%s: passed, refused, left", async (method) => {
    const [passed, refused, left] = [await open(), await open(), await open()];
    simulator.control.pay({ session: passed, method });
    simulator.control.pay({ session: refused, method, answer: "fail" });
    simulator.control.pay({ session: left, method, answer: "abandon" });
    expect(await read(passed)).toMatchObject({
      status: "succeeded",
      method: { type: method, brand: null, last4: null },
    });
    expect((await read(passed)).authorisedAt).not.toBeNull();
    expect((await read(refused)).status).toBe("open");
    expect((await read(left)).status).toBe("open");
  });

  test.each([
    ["succeeded", "succeeded"],
    ["failed", "failed"],
  ] as const)("money that settles later: processing, then %s", async (outcome, status) => {
    const reference = await open();
    simulator.control.pay({ session: reference, method: "alipay", answer: "later" });
    const waiting = await read(reference);
    expect(waiting).toMatchObject({ status: "processing", authorisedAt: null });
    simulator.control.settle(String(waiting.intentId), outcome);
    const settled = await read(reference);
    expect(settled.status).toBe(status);
    expect(settled.failure?.messageKey ?? null).toBe(outcome === "failed" ? "try-again" : null);
  });

  test("in the demo, money that settles later comes by itself", async () => {
    simulator.state.settleAfterMs = 20_000;
    const reference = await open();
    simulator.control.pay({ session: reference, method: "alipay", answer: "later" });
    simulator.control.clock({ advanceMs: 18_000 });
    expect((await read(reference)).status).toBe("processing");
    simulator.control.clock({ advanceMs: 3_000 });
    expect((await read(reference)).status).toBe("succeeded");
    simulator.state.settleAfterMs = null;
  });

  test("an intent that no session made is read, and belongs to no reference", async () => {
    const answer = await fetch(`${simulator.origin}/v1/payment_intents`, {
      method: "POST",
      headers: { authorization: "Bearer sk_test_contract" },
      body: "amount=2500&currency=usd&confirm=true&payment_method=pm_card_visa",
    });
    const { id } = (await answer.json()) as { id: string };
    expect(await read(id)).toMatchObject({
      reference: null,
      status: "succeeded",
      amountMinor: 2_500n,
      attemptId: null,
      method: { last4: "4242" },
    });
  });

  test("only wallets that the currency has are offered", async () => {
    const asked = order({ currency: "INR", methods: ["card", "alipay", "wechat_pay"] });
    const { reference } = value(await provider.startPayment(asked));
    expect(simulator.state.memory.sessions[reference]?.payment_method_types).toEqual(["card"]);
    expect(provider.capabilities("CNY")).toMatchObject({
      methods: ["card", "alipay", "wechat_pay"],
      reusableMethods: ["card"],
    });
  });

  test.each([
    ["zh-CN", "zh"],
    ["zh-Hant-HK", "zh-HK"],
    ["zh-TW", "zh-TW"],
    ["en", "en"],
    ["en-GB", "en-GB"],
    ["ug", "auto"],
  ])("the page speaks %s as %s", async (locale, spoken) => {
    const { reference } = value(await provider.startPayment(order({ locale })));
    expect(simulator.state.memory.sessions[reference]?.locale).toBe(spoken);
  });
});
