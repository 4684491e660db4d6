import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Outcome } from "#app/services/payments/outcome.ts";
import type { PaymentProvider } from "#app/services/payments/provider.ts";
import type { StripeSimulator } from "#app/simulators/stripe/server.ts";
import { startWitnessed } from "../support/stripe-simulator.ts";
import { savedSuite } from "./stripe-both-saved.ts";
import { order, providerAt, value } from "./stripe-support.ts";

/**
 * The same expectations of the simulator and, when a test key is given, of Stripe itself:
 * docs/guides/simulator.md says how.
 */
const testKey = process.env.STRIPE_TEST_KEY ?? "";
if (testKey !== "" && !/^(sk|rk)_test_/.test(testKey)) {
  throw new Error("STRIPE_TEST_KEY must be a key of test mode.");
}

describe("the adapter against the simulator", () => {
  let simulator: StripeSimulator;
  beforeAll(async () => {
    simulator = await startWitnessed();
  });
  afterAll(() => simulator.close());
  suite(() => providerAt(simulator.origin));
  savedSuite(() => ({
    provider: providerAt(simulator.origin),
    api: { base: simulator.origin, key: "sk_test_contract" },
  }));
});

describe.skipIf(testKey === "")(
  "the adapter against Stripe's test mode (runs when STRIPE_TEST_KEY is set)",
  () => {
    const real = () =>
      providerAt(undefined, { secretKey: testKey, timeoutMs: 20_000, maxNetworkRetries: 2 });
    suite(real);
    savedSuite(() => ({
      provider: real(),
      api: { base: "https://api.stripe.com", key: testKey },
    }));
  },
);

function suite(make: () => PaymentProvider): void {
  let provider: PaymentProvider;
  beforeAll(() => {
    provider = make();
  });
  const usd = { currency: "USD", methods: ["card"], locale: "en" } as const;

  test("opens a page and reads its state", async () => {
    const asked = order({ ...usd, amountMinor: 12_345n });
    const started = value(await provider.startPayment(asked));
    expect(started.reference).toMatch(/^cs_test_/);
    expect(started.redirectUrl).toMatch(/^https?:\/\//);
    expect(Math.abs(started.expiresAt - asked.expiresAt)).toBeLessThan(1_000);
    expect(value(await provider.fetchPayment(started.reference))).toEqual({
      reference: started.reference,
      status: "open",
      amountMinor: 12_345n,
      currency: "USD",
      livemode: false,
      attemptId: asked.attemptId,
      intentId: null,
      chargeId: null,
      method: null,
      authorisedAt: null,
      failure: null,
      expiresAt: started.expiresAt,
    });
  });

  test("the same key with the same parameters opens one page", async () => {
    const asked = order(usd);
    const first = value(await provider.startPayment(asked));
    const again = value(await provider.startPayment(asked));
    expect(again).toEqual(first);
  });

  test("the same key with other parameters is refused as a reused key", async () => {
    const asked = order(usd);
    value(await provider.startPayment(asked));
    const changed = await provider.startPayment({ ...asked, amountMinor: asked.amountMinor + 1n });
    expect(changed).toMatchObject({ kind: "refused", reason: "key-reused" });
  });

  test("cancels an open page; a second cancel answers with the state", async () => {
    const { reference } = value(await provider.startPayment(order(usd)));
    const cancel = (key: string): Promise<Outcome<{ status: string }>> =>
      provider.cancelPayment({ reference, idempotencyKey: `${reference}:${key}` });
    expect(value(await cancel("one")).status).toBe("expired");
    expect(value(await cancel("two")).status).toBe("expired");
  });

  test("finds a payment by its attempt alone", async () => {
    const asked = order(usd);
    const { reference } = value(await provider.startPayment(asked));
    const search = { from: Date.now() - 60_000, to: Date.now() + 60_000 };
    const found = await provider.findByAttempt({ ...search, attemptId: asked.attemptId });
    expect(value(found).map((one) => one.reference)).toEqual([reference]);
    const other = await provider.findByAttempt({ ...search, attemptId: order().attemptId });
    expect(value(other)).toEqual([]);
  });

  test("lists a change that no webhook brought", async () => {
    const { reference } = value(await provider.startPayment(order(usd)));
    await provider.cancelPayment({ reference, idempotencyKey: `${reference}:cancel` });
    await expect
      .poll(
        async () => {
          const page = value(
            await provider.listChanges({ since: Date.now() - 600_000, cursor: null }),
          );
          return page.events.find((event) => event.objectId === reference)?.type;
        },
        { timeout: 20_000, interval: 200 },
      )
      .toBe("checkout.session.expired");
  });

  test("three-decimal and zero-decimal money keeps its value", async () => {
    for (const [currency, amountMinor] of [
      ["JPY", 5_000n],
      ["KWD", 5_120n],
      ["ISK", 900n],
    ] as const) {
      const started = value(await provider.startPayment(order({ ...usd, currency, amountMinor })));
      const state = value(await provider.fetchPayment(started.reference));
      expect([state.currency, state.amountMinor]).toEqual([currency, amountMinor]);
    }
  });

  test.each([
    ["amount-too-small", { amountMinor: 1n }],
    ["amount-too-large", { amountMinor: 100_000_000n }],
    ["amount-not-chargeable", { currency: "KWD", amountMinor: 5_124n }],
    ["expiry-out-of-range", { expiresAt: Date.now() + 60_000 }],
    ["method-not-supported", { currency: "INR", methods: ["alipay"] }],
  ] as const)("refuses with %s", async (reason, change) => {
    const refused = await provider.startPayment(order({ ...usd, ...change }));
    expect(refused).toMatchObject({ kind: "refused", reason });
  });

  test("what does not exist is not found", async () => {
    for (const id of ["cs_test_nothing", "pi_nothing", "ch_nothing", "po_1"]) {
      expect(await provider.fetchPayment(id)).toMatchObject({
        kind: "refused",
        reason: "not-found",
      });
    }
  });
}
