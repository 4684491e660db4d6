import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PaymentProvider } from "#app/services/payments/provider.ts";
import type { StripeSimulator } from "#app/simulators/stripe/server.ts";
import { order, providerAt, startPair, value } from "./stripe-support.ts";

/** Every fault of a request, by name; time-out 300 ms, no retries but the SDK's own one. */
describe("faults of a request to Stripe", () => {
  let simulator: StripeSimulator;
  let provider: PaymentProvider;
  beforeAll(async () => {
    ({ simulator, provider } = await startPair());
  });
  beforeEach(() => simulator.control.reset());
  afterAll(() => simulator.close());
  const sessions = (): string[] => Object.keys(simulator.state.memory.sessions);

  test.each(["before", "after"] as const)(
    "a connection reset %s the commit is tried once more under the same key",
    async (when) => {
      simulator.control.failNext({ kind: "reset", when });
      const started = value(await provider.startPayment(order()));
      expect(sessions()).toEqual([started.reference]);
      expect(new Set(simulator.state.requests.map((one) => one.key)).size).toBe(1);
    },
  );

  test("reset twice before the commit: unknown, and the same key makes it", async () => {
    const asked = order();
    simulator.control.failNext({ kind: "reset", when: "before", times: 2 });
    const lost = await provider.startPayment(asked);
    expect(lost).toMatchObject({ kind: "unknown", reason: "no-answer" });
    expect(sessions()).toEqual([]);
    expect(value(await provider.startPayment(asked)).reference).toBe(sessions()[0]);
  });

  test("reset twice after the commit: unknown, and the same key finds what was made", async () => {
    const asked = order();
    simulator.control.failNext({ kind: "reset", when: "after", times: 2 });
    const lost = await provider.startPayment(asked);
    expect(lost).toMatchObject({ kind: "unknown", reason: "no-answer" });
    const [made] = sessions();
    expect(value(await provider.startPayment(asked)).reference).toBe(made);
    expect(sessions()).toHaveLength(1);
  });

  test.each(["before", "after"] as const)("hanging %s the commit is unknown", async (when) => {
    const asked = order();
    simulator.control.failNext({ kind: "hang", when });
    const lost = await provider.startPayment(asked);
    expect(lost).toMatchObject({ kind: "unknown", reason: "no-answer" });
    expect(sessions()).toHaveLength(when === "before" ? 0 : 1);
    value(await provider.startPayment(asked));
    expect(sessions()).toHaveLength(1);
  });

  test("nothing listens: unknown", async () => {
    const away = providerAt("http://127.0.0.1:1");
    const lost = await away.startPayment(order());
    expect(lost).toMatchObject({ kind: "unknown", reason: "no-answer" });
  });

  test("a 500 that Stripe keeps is replayed under the key; the search tells what is", async () => {
    const asked = order();
    simulator.control.failNext({ kind: "status", status: 500, saved: true });
    for (let tries = 0; tries < 2; tries += 1) {
      const lost = await provider.startPayment(asked);
      expect(lost).toMatchObject({ kind: "unknown", reason: "provider-error" });
    }
    const search = { attemptId: asked.attemptId, from: Date.now() - 60_000, to: Date.now() };
    expect(value(await provider.findByAttempt(search))).toEqual([]);
  });

  test("a 500 after the commit is unknown, and the search finds the payment", async () => {
    const asked = order();
    simulator.control.failNext({ kind: "status", status: 500, when: "after" });
    const lost = await provider.startPayment(asked);
    expect(lost).toMatchObject({ kind: "unknown", reason: "provider-error" });
    const search = { attemptId: asked.attemptId, from: Date.now() - 60_000, to: Date.now() };
    expect(value(await provider.findByAttempt(search))).toHaveLength(1);
  });

  test("409 while the first request runs is unknown; afterwards both have one page", async () => {
    const asked = order();
    const patient = providerAt(simulator.origin, { timeoutMs: 5_000 });
    simulator.control.failNext({ kind: "delay", delayMs: 1_000 });
    const first = patient.startPayment(asked);
    await expect.poll(() => simulator.state.faults.length).toBe(0);
    const second = await patient.startPayment(asked);
    expect(second).toMatchObject({ kind: "unknown", reason: "in-progress" });
    const { reference } = value(await first);
    expect(value(await patient.startPayment(asked)).reference).toBe(reference);
    expect(sessions()).toHaveLength(1);
  });

  test("429 is refused as rate-limited and nothing was made", async () => {
    simulator.control.failNext({ kind: "status", status: 429 });
    const limited = await provider.startPayment(order());
    expect(limited).toMatchObject({ kind: "refused", reason: "rate-limited" });
    expect(sessions()).toEqual([]);
  });

  test("401 and a wrong key are refused as credentials; the key is not told", async () => {
    simulator.control.failNext({ kind: "status", status: 401 });
    const first = await provider.startPayment(order());
    expect(first).toMatchObject({ kind: "refused", reason: "credentials" });
    const wrong = providerAt(simulator.origin, { secretKey: "sk_wrong_0123456789abcdef" });
    const second = await wrong.startPayment(order());
    expect(second).toMatchObject({ kind: "refused", reason: "credentials" });
    expect(JSON.stringify(second)).not.toContain("0123456789abcdef");
  });

  test.each([
    ["HTML", { kind: "html" } as const, "unreadable"],
    ["an empty body", { kind: "empty" } as const, "unreadable"],
    ["an empty body with 500", { kind: "empty", status: 500 } as const, "unreadable"],
    ["JSON without an error", { kind: "no-envelope" } as const, "mismatch"],
    ["200 with foreign JSON", { kind: "no-envelope", status: 200 } as const, "mismatch"],
  ])("%s instead of an answer is unknown, for every call", async (_name, fault, reason) => {
    const { reference } = value(await provider.startPayment(order()));
    const calls = {
      start: () => provider.startPayment(order()),
      fetch: () => provider.fetchPayment(reference),
      fetchIntent: () => provider.fetchPayment("pi_1"),
      cancel: () => provider.cancelPayment({ reference, idempotencyKey: `${reference}:c` }),
      find: () => provider.findByAttempt({ attemptId: order().attemptId, from: 0, to: Date.now() }),
      list: () => provider.listChanges({ since: 0, cursor: null }),
    };
    for (const [name, call] of Object.entries(calls)) {
      simulator.control.failNext(fault);
      expect(await call(), name).toMatchObject({ kind: "unknown", reason });
    }
  });

  test("the same key with other parameters is refused and opens nothing", async () => {
    const asked = order();
    value(await provider.startPayment(asked));
    const reused = await provider.startPayment({ ...asked, description: "Something else" });
    expect(reused).toMatchObject({ kind: "refused", reason: "key-reused" });
    expect(sessions()).toHaveLength(1);
  });

  test("a key older than 24 hours opens no second page: the stored expiry is over", async () => {
    const asked = order();
    const { reference } = value(await provider.startPayment(asked));
    simulator.control.clock({ advanceMs: 25 * 3_600_000 });
    const late = await provider.startPayment(asked);
    expect(late).toMatchObject({ kind: "refused", reason: "expiry-out-of-range" });
    const search = { attemptId: asked.attemptId, from: Date.now() - 60_000, to: Date.now() };
    const found = value(await provider.findByAttempt(search));
    expect(found.map((one) => [one.reference, one.status])).toEqual([[reference, "expired"]]);
  });

  test("a fractional amount is refused by Stripe, never rounded", async () => {
    const answer = await fetch(`${simulator.origin}/v1/payment_intents`, {
      method: "POST",
      headers: { authorization: "Bearer sk_test_contract" },
      body: new URLSearchParams({ amount: "10.5", currency: "usd" }),
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: { code: "parameter_invalid_integer", param: "amount" },
    });
  });

  test.each([
    ["another amount", { amount_total: 59_999 }],
    ["a fractional amount", { amount_total: 60_000.5 }],
    ["another currency", { currency: "usd" }],
    ["live mode", { livemode: true }],
    ["another kind of object", { object: "payment_link" }],
    ["another attempt", { metadata: { evenkeel_attempt: "someone-else" } }],
    ["no page", { url: null }],
  ])("an answer to the start with %s is not believed", async (_name, change) => {
    const asked = order();
    value(await provider.startPayment(asked));
    const saved = simulator.state.memory.answers[asked.idempotencyKey];
    if (saved) saved.body = JSON.stringify({ ...JSON.parse(saved.body), ...change });
    const replayed = await provider.startPayment(asked);
    expect(replayed).toMatchObject({ kind: "unknown", reason: "mismatch" });
  });

  test("a session whose intent disagrees is not believed", async () => {
    const { reference } = value(await provider.startPayment(order()));
    const session = simulator.control.pay({ session: reference });
    const intent = simulator.state.memory.intents[String(session.payment_intent)];
    if (intent) intent.amount = 1;
    const read = await provider.fetchPayment(reference);
    expect(read).toMatchObject({ kind: "unknown", reason: "mismatch" });
  });

  test("a live key never leaves for another address than Stripe's", () => {
    const live = { secretKey: "sk_live_contract" };
    expect(() => providerAt(simulator.origin, live)).toThrow("live key");
    expect(providerAt(undefined, live).livemode).toBe(true);
    expect(provider.livemode).toBe(false);
  });
});
