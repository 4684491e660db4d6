import { expect } from "vitest";
import { startPayment } from "#app/services/payments/start-payment.server.ts";
import { sweepAttempts } from "#app/services/payments/sweep-attempts.server.ts";
import { fault } from "../support/faults.ts";
import {
  advance,
  attemptOf,
  booksOf,
  drain,
  type Owing,
  someOwing,
  withPayments,
} from "../support/payments.ts";

const bench = withPayments();
const hourMs = 3_600_000;
const created = { method: "POST", path: "/v1/checkout/sessions" };
const sessions = () => Object.values(bench.simulator.state.memory.sessions);

const start = ({ accountId, actor }: Owing, otherMinor = 100_000n) =>
  startPayment(bench.runtime, actor, { accountId, choice: "other", otherMinor, locale: "zh-CN" });

fault("request: 500 replay", "nothing new beside it until the key is forgotten", async () => {
  const { runtime, simulator } = bench;
  const owing = await someOwing(bench);
  simulator.control.failNext({ kind: "status", status: 500, saved: true, times: 1, ...created });
  const begun = await start(owing);
  expect(begun).toMatchObject({ ok: true, value: { go: "wait" } });
  // The provider gives the same 500 under this key, however often it is asked.
  expect(await start(owing)).toEqual(begun);
  expect(sessions()).toEqual([]);
  advance(bench, 25 * hourMs);
  await sweepAttempts(runtime);
  const attempt = begun.ok ? begun.value.attemptId : "";
  expect(await attemptOf(bench, attempt)).toMatchObject({ state: "cancelled" });
  expect(await start(owing)).toMatchObject({ ok: true, value: { go: "page" } });
});

fault("request: 409", "the answer of the first call serves both", async () => {
  const owing = await someOwing(bench);
  bench.simulator.control.failNext({ kind: "delay", delayMs: 400, times: 1, ...created });
  const all = await Promise.all([start(owing), start(owing), start(owing)]);
  for (const one of all) expect(one).toMatchObject({ ok: true });
  expect(sessions()).toHaveLength(1);
  const [session] = sessions();
  bench.simulator.control.pay({ session: session?.id ?? "" });
  await drain(bench);
  expect(await booksOf(bench, owing.accountId)).toMatchObject({ payments: 1, attempts: 1 });
});

fault("request: same key other parameters", "refused there, and no second page", async () => {
  const { runtime, simulator } = bench;
  const owing = await someOwing(bench);
  simulator.control.failNext({ kind: "reset", when: "after", times: 2, ...created });
  const begun = await start(owing);
  const attempt = begun.ok ? begun.value.attemptId : "";
  await runtime.db.query("update payment_attempt set amount = 1, total = 1 where id = $1", [
    attempt,
  ]);
  expect(await start(owing)).toMatchObject({ ok: true, value: { go: "wait" } });
  expect(sessions()).toHaveLength(1);
  expect(await attemptOf(bench, attempt)).toMatchObject({ state: "created" });
});

fault("request: too small amount", "refused before anybody is asked", async () => {
  const { runtime, simulator } = bench;
  const owing = await someOwing(bench);
  const before = simulator.state.requests.length;
  expect(await start(owing, 99n)).toMatchObject({ error: { reason: "below-minimum" } });
  expect(await start(owing, -100_000n)).toMatchObject({ error: { reason: "below-minimum" } });
  expect(simulator.state.requests).toHaveLength(before);
  expect((await booksOf(bench, owing.accountId)).attempts).toBe(0);
  const small = { ...order, amountMinor: 1n };
  expect(await runtime.payments.startPayment(small)).toMatchObject({
    kind: "refused",
    reason: "amount-too-small",
  });
});

fault("request: fractional amount", "between two steps of the provider, refused", async () => {
  const { runtime, simulator } = bench;
  // 5.124 dinar: the third digit must be 0. Money itself is whole minor units, so no other exists.
  const dinar = { ...order, amountMinor: 5_124n, currency: "KWD" } as const;
  expect(await runtime.payments.startPayment(dinar)).toMatchObject({
    kind: "refused",
    reason: "amount-not-chargeable",
  });
  const answer = await fetch(`${simulator.origin}/v1/payment_intents`, {
    method: "POST",
    headers: { authorization: "Bearer sk_test_evenkeel" },
    body: new URLSearchParams({ amount: "10.5", currency: "usd" }),
  });
  expect(answer.status).toBe(400);
  expect(sessions()).toEqual([]);
});

const order = {
  attemptId: "01930000-0000-7000-8000-000000000001",
  idempotencyKey: "attempt:fault:create",
  amountMinor: 100n,
  currency: "CNY",
  locale: "en",
  description: "Repayment",
  methods: ["card"],
  successUrl: "http://127.0.0.1:9/return",
  cancelUrl: "http://127.0.0.1:9/return",
  expiresAt: Date.parse("2026-11-19T09:00:00Z"),
} as unknown as Parameters<typeof bench.runtime.payments.startPayment>[0];
