import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { AttemptId, DebtorId } from "#app/domain/primitives/ids.ts";
import type { PaymentProvider } from "#app/services/payments/provider.ts";
import type { ChargeOrder, SetupOrder } from "#app/services/payments/provider-saved.ts";
import { value } from "./stripe-support.ts";

export interface Side {
  provider: PaymentProvider;
  /** Where a card is put on a customer without a browser. */
  api: { base: string; key: string };
}

interface Bench {
  provider(): PaymentProvider;
  customer(): string;
  /** An order to charge one of Stripe's test methods, which has just been saved. */
  charge(token: string): Promise<ChargeOrder>;
}

/** What is expected of saved cards, charges without the payer, and refunds, on either side. */
export function savedSuite(make: () => Side): void {
  describe("saved cards and refunds", () => {
    let side: Side;
    let customer: string;
    beforeAll(async () => {
      side = make();
      customer = value(await side.provider.createCustomer(newCustomer())).reference;
    });
    const bench: Bench = {
      provider: () => side.provider,
      customer: () => customer,
      charge: async (token) => {
        const method = await attach(side.api, token, customer);
        return { ...chargeOrder(), customer, method };
      },
    };
    setupTests(bench);
    chargeTests(bench);
    refundTests(bench);
  });
}

const recently = () => ({ from: Date.now() - 120_000, to: Date.now() + 120_000 });

function setupTests({ provider, customer }: Bench): void {
  test("the same key names one customer", async () => {
    const wish = newCustomer();
    const first = value(await provider().createCustomer(wish));
    expect(first.reference).toMatch(/^cus_/);
    expect(value(await provider().createCustomer(wish))).toEqual(first);
  });

  test("opens a page that saves a card, and reads its state", async () => {
    const asked = setupOrder(customer());
    const started = value(await provider().startSetup(asked));
    expect(started.redirectUrl).toMatch(/^https?:/);
    expect(value(await provider().startSetup(asked))).toEqual(started);
    expect(value(await provider().fetchSetup(started.reference))).toMatchObject({
      reference: started.reference,
      status: "open",
      setupId: asked.setupId,
      livemode: false,
      method: null,
    });
  });
}

function chargeTests({ provider, customer, charge }: Bench): void {
  test("charges a saved card once under a key, and finds it by its attempt", async () => {
    const asked = await charge("pm_card_visa");
    expect(value(await provider().fetchMethod(asked.method))).toMatchObject({
      kind: "card",
      customer: customer(),
      brand: "visa",
      last4: "4242",
    });
    const first = value(await provider().chargeSaved(asked));
    expect(first).toMatchObject({ result: "succeeded", state: { amountMinor: 12_345n } });
    const again = value(await provider().chargeSaved(asked));
    expect(again.state.chargeId).toBe(first.state.chargeId);
    await expect
      .poll(
        async () => {
          const { attemptId } = asked;
          const found = await provider().findCharges({
            ...recently(),
            attemptId,
            customer: customer(),
          });
          return value(found).map((one) => one.chargeId);
        },
        { timeout: 20_000, interval: 500 },
      )
      .toEqual([first.state.chargeId]);
  });

  test.each([
    ["pm_card_authenticationRequired", "requires-payer"],
    ["pm_card_chargeCustomerFail", "declined"],
  ])("a saved card that asks or declines: %s is %s", async (token, result) => {
    expect(value(await provider().chargeSaved(await charge(token)))).toMatchObject({ result });
  });

  test("a card that was taken off is nobody's, and cannot be charged", async () => {
    const asked = await charge("pm_card_visa");
    expect(value(await provider().detachMethod(asked.method)).customer).toBeNull();
    expect(value(await provider().detachMethod(asked.method)).customer).toBeNull();
    const charged = await provider().chargeSaved(asked);
    expect(charged.kind === "ok" ? charged.value.result : charged.kind).not.toBe("succeeded");
  });
}

function refundTests({ provider, charge }: Bench): void {
  test("refunds a part once under a key, then no more than is left", async () => {
    const paid = value(await provider().chargeSaved(await charge("pm_card_visa")));
    const chargeRef = paid.state.chargeId ?? "";
    const refund = (amountMinor: bigint, refundId: string) =>
      provider().refund({
        refundId,
        idempotencyKey: `refund:${refundId}:create`,
        chargeRef,
        amountMinor,
        currency: "USD",
        duplicate: false,
      });
    const refundId = randomUUID();
    const part = value(await refund(2_345n, refundId));
    expect(part).toMatchObject({ chargeRef, refundId, amountMinor: 2_345n, currency: "USD" });
    expect(value(await refund(2_345n, refundId)).id).toBe(part.id);
    expect(await refund(10_001n, randomUUID())).toMatchObject({ kind: "refused" });
    value(await refund(10_000n, randomUUID()));
    const gone = { kind: "refused", reason: "already-refunded" };
    expect(await refund(1n, randomUUID())).toMatchObject(gone);
    const all = value(await provider().listRefunds(chargeRef));
    expect(all.map((one) => one.amountMinor)).toEqual([2_345n, 10_000n]);
    expect(value(await provider().fetchRefund(part.id)).id).toBe(part.id);
  });

  test("the provider's books know the charge", async () => {
    const paid = value(await provider().chargeSaved(await charge("pm_card_visa")));
    await expect
      .poll(
        async () => {
          const asked = { ...recently(), payout: null, cursor: null };
          const { movements } = value(await provider().listBalanceTransactions(asked));
          return movements.find((one) => one.sourceRef === paid.state.chargeId)?.paidMinor;
        },
        { timeout: 20_000, interval: 500 },
      )
      .toBe(12_345n);
  });

  test("what does not exist is not found", async () => {
    const missing = { kind: "refused", reason: "not-found" };
    expect(await provider().fetchRefund("re_nothing")).toMatchObject(missing);
    expect(await provider().fetchDispute("dp_nothing")).toMatchObject(missing);
    expect(await provider().fetchMethod("pm_nothing")).toMatchObject(missing);
    expect(await provider().fetchSetup("cs_test_nothing")).toMatchObject(missing);
  });
}

function newCustomer(): { debtorId: DebtorId; idempotencyKey: string } {
  const debtorId = randomUUID() as DebtorId;
  return { debtorId, idempotencyKey: `customer:${debtorId}` };
}

function setupOrder(customer: string): SetupOrder {
  const setupId = randomUUID();
  return {
    setupId,
    idempotencyKey: `setup:${setupId}:create`,
    customer,
    currency: "USD",
    locale: "en",
    methods: ["card"],
    successUrl: "http://127.0.0.1:9/saved?session={CHECKOUT_SESSION_ID}",
    cancelUrl: "http://127.0.0.1:9/cards",
    expiresAt: Date.now() + 3_600_000,
  };
}

function chargeOrder(): Omit<ChargeOrder, "customer" | "method"> {
  const attemptId = randomUUID() as AttemptId;
  return {
    attemptId,
    idempotencyKey: `attempt:${attemptId}:create`,
    amountMinor: 12_345n,
    currency: "USD",
    description: "Repayment to Harbour Test Bank",
  };
}

/** Puts one of Stripe's test methods on a customer; the id of the method that comes of it. */
async function attach(api: Side["api"], token: string, customer: string): Promise<string> {
  const answer = await fetch(`${api.base}/v1/payment_methods/${token}/attach`, {
    method: "POST",
    headers: { authorization: `Bearer ${api.key}` },
    body: new URLSearchParams({ customer }),
  });
  const body = (await answer.json()) as { id: string };
  expect(answer.status, JSON.stringify(body)).toBe(200);
  return body.id;
}
