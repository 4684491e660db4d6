import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AttemptId, DebtorId } from "#app/domain/primitives/ids.ts";
import type { PaymentProvider } from "#app/services/payments/provider.ts";
import type { ChargeOrder, SetupOrder } from "#app/services/payments/provider-saved.ts";
import type { StripeSimulator } from "#app/simulators/stripe/server.ts";
import { startPair, value } from "./stripe-support.ts";

let simulator: StripeSimulator;
let provider: PaymentProvider;

beforeAll(async () => {
  ({ simulator, provider } = await startPair());
});

afterAll(() => simulator.close());

let made = 0;

/** An id that no other has. */
function name(): string {
  made += 1;
  return `0192bbbb-0000-7000-8000-${Date.now().toString(16)}${made}`;
}

async function customer(): Promise<string> {
  const debtorId = name() as DebtorId;
  const wish = { debtorId, idempotencyKey: `customer:${debtorId}` };
  return value(await provider.createCustomer(wish)).reference;
}

function setupOrder(of: string, change: Partial<SetupOrder> = {}): SetupOrder {
  const setupId = name();
  return {
    setupId,
    idempotencyKey: `setup:${setupId}:create`,
    customer: of,
    currency: "CNY",
    locale: "zh-CN",
    methods: ["card"],
    successUrl: "http://127.0.0.1:9/return?session={CHECKOUT_SESSION_ID}",
    cancelUrl: "http://127.0.0.1:9/return",
    expiresAt: Date.now() + 3_600_000,
    ...change,
  };
}

/** A customer with a saved card, as the page saves it. */
async function saved(card = "4242424242424242") {
  const of = await customer();
  const started = value(await provider.startSetup(setupOrder(of)));
  simulator.control.pay({ session: started.reference, card });
  const { method } = value(await provider.fetchSetup(started.reference));
  if (method === null) throw new Error("no card was saved");
  return { customer: of, method: method.reference };
}

function chargeOrder(
  of: { readonly customer: string; readonly method: string },
  change: Partial<ChargeOrder> = {},
): ChargeOrder {
  const attemptId = name() as AttemptId;
  return {
    attemptId,
    idempotencyKey: `attempt:${attemptId}:create`,
    amountMinor: 68_300n,
    currency: "CNY",
    ...of,
    description: "Repayment to Harbour Test Bank",
    ...change,
  };
}

describe("saving a card", () => {
  test("the same key makes the same customer, and nothing personal is sent", async () => {
    const debtorId = name() as DebtorId;
    const wish = { debtorId, idempotencyKey: `customer:${debtorId}` };
    const first = value(await provider.createCustomer(wish)).reference;
    expect(value(await provider.createCustomer(wish)).reference).toBe(first);
    const kept = simulator.state.memory.customers[first];
    expect(kept).toMatchObject({ name: null, email: null, phone: null });
  });

  test("a page, then the card with its face, and no money", async () => {
    const of = await customer();
    const order = setupOrder(of);
    const started = value(await provider.startSetup(order));
    expect(value(await provider.startSetup(order)).reference).toBe(started.reference);
    const before = value(await provider.fetchSetup(started.reference));
    expect(before).toMatchObject({ status: "open", setupId: order.setupId, method: null });
    simulator.control.pay({ session: started.reference });
    expect(value(await provider.fetchSetup(started.reference))).toMatchObject({
      status: "succeeded",
      customer: of,
      method: { kind: "card", customer: of, brand: "visa", last4: "4242", expYear: 2040 },
    });
  });

  test("methods that pay once are refused before anybody is asked", async () => {
    const order = setupOrder(await customer(), { methods: ["alipay", "wechat_pay"] });
    const outcome = await provider.startSetup(order);
    expect(outcome).toMatchObject({ kind: "refused", reason: "method-not-supported" });
  });

  test("a page that saves a card is no payment, and a payment saves no card", async () => {
    const started = value(await provider.startSetup(setupOrder(await customer())));
    expect(await provider.fetchPayment(started.reference)).toMatchObject({ kind: "unknown" });
    expect(await provider.fetchSetup("pi_nothing")).toMatchObject({ kind: "refused" });
  });
});

describe("charging a saved card", () => {
  test("succeeds, once for a key, and is found again by its attempt", async () => {
    const card = await saved();
    const order = chargeOrder(card);
    const first = value(await provider.chargeSaved(order));
    expect(first).toMatchObject({
      result: "succeeded",
      state: { status: "succeeded", amountMinor: 68_300n, attemptId: order.attemptId },
    });
    const again = value(await provider.chargeSaved(order));
    expect(again.state.chargeId).toBe(first.state.chargeId);
    const now = Date.now();
    const { attemptId } = order;
    const search = { attemptId, customer: card.customer, from: now - 60_000, to: now };
    expect(value(await provider.findCharges(search))).toHaveLength(1);
    expect(value(await provider.findCharges({ ...search, customer: null }))).toHaveLength(1);
    const other = { ...search, attemptId: name() as AttemptId };
    expect(value(await provider.findCharges(other))).toEqual([]);
  });

  test.each([
    ["4000002760003184", "requires-payer", "authentication_required"],
    ["4000000000009995", "declined", "insufficient_funds"],
    ["4000000000009979", "declined", "stolen_card"],
    ["4000000000000069", "declined", "expired_card"],
    ["4000000000000341", "declined", "generic_decline"],
  ])("as card %s: %s, %s, and it is over", async (number, result, code) => {
    const card = await saved();
    simulator.control.changeCard(card.method, number);
    const charged = value(await provider.chargeSaved(chargeOrder(card)));
    expect(charged).toMatchObject({ result, state: { status: "failed", failure: { code } } });
    const { intentId } = charged.state;
    expect(value(await provider.fetchPayment(String(intentId))).status).toBe("failed");
  });

  test("amounts that the provider would not take are refused unasked", async () => {
    const card = await saved();
    for (const [amountMinor, reason] of [
      [100n, "amount-too-small"],
      [1_000_000_000n, "amount-too-large"],
    ] as const) {
      const outcome = await provider.chargeSaved(chargeOrder(card, { amountMinor }));
      expect(outcome).toMatchObject({ kind: "refused", reason });
    }
  });

  test("no answer is unknown, whatever was done", async () => {
    const card = await saved();
    const order = chargeOrder(card);
    const path = "/v1/payment_intents";
    simulator.control.failNext({ kind: "reset", when: "after", times: 2, method: "POST", path });
    expect(await provider.chargeSaved(order)).toMatchObject({ kind: "unknown" });
    expect(value(await provider.chargeSaved(order)).result).toBe("succeeded");
  });
});

describe("a card that goes", () => {
  test("is detached, twice if need be, and can no longer be charged", async () => {
    const card = await saved();
    expect(value(await provider.detachMethod(card.method)).customer).toBeNull();
    expect(value(await provider.detachMethod(card.method)).customer).toBeNull();
    expect(value(await provider.fetchMethod(card.method)).customer).toBeNull();
    expect(await provider.chargeSaved(chargeOrder(card))).toMatchObject({ kind: "refused" });
  });

  test("one that never was is not found", async () => {
    const outcome = await provider.fetchMethod("pm_never");
    expect(outcome).toMatchObject({ kind: "refused", reason: "not-found" });
  });
});
