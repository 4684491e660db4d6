import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { collectChanges } from "#app/services/payments/collect-changes.server.ts";
import { settleEvents } from "#app/services/payments/settle-events.server.ts";
import { startPayment } from "#app/services/payments/start-payment.server.ts";
import { sweepAttempts } from "#app/services/payments/sweep-attempts.server.ts";
import type { Runtime } from "#app/services/ports.ts";
import { payReturn } from "#app/services/reading/pay-return.server.ts";
import { fault } from "../support/faults.ts";
import {
  advance,
  attemptOf,
  booksOf,
  drain,
  type Owing,
  openPage,
  someOwing,
  withPayments,
} from "../support/payments.ts";

const bench = withPayments();
const minuteMs = 60_000;
const paidOnce = { payments: 1, paidMinor: 100_000n, postings: 1, events: 1, offBalance: 0n };

describe("webhooks", () => {
  fault("webhook: duplicate at once", "one payment, one receipt", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { session } = await openPage(bench, owing);
    simulator.control.duplicateNext(4);
    simulator.control.pay({ session });
    await simulator.control.settled();
    await Promise.all([settleEvents(runtime), settleEvents(runtime), settleEvents(runtime)]);
    expect(await booksOf(bench, owing.accountId)).toMatchObject(paidOnce);
    const mails = await runtime.db.query("select id from contact_record where account_id = $1", [
      owing.accountId,
    ]);
    expect(mails).toHaveLength(1);
  });

  fault("webhook: duplicate in turn", "the later one is known already", async () => {
    const { simulator } = bench;
    const owing = await someOwing(bench);
    const { session } = await openPage(bench, owing);
    simulator.control.pay({ session });
    await drain(bench);
    for (const event of Object.keys(simulator.state.memory.events)) {
      simulator.control.resend(event, 1);
      await drain(bench);
    }
    expect(await booksOf(bench, owing.accountId)).toMatchObject(paidOnce);
  });

  fault("webhook: two events of one payment at once", "settled once", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { session } = await openPage(bench, owing);
    simulator.control.webhooks("hold");
    const paid = simulator.control.pay({ session });
    simulator.control.release("forward");
    await simulator.control.settled();
    const waiting = await runtime.db.query<{ objectId: string }>(
      `select distinct object_id as "objectId" from provider_event where processed_at is null`,
    );
    expect(waiting.map((row) => row.objectId)).toEqual(
      expect.arrayContaining([session, String(paid.payment_intent)]),
    );
    await Promise.all([settleEvents(runtime), settleEvents(runtime)]);
    expect(await booksOf(bench, owing.accountId)).toMatchObject(paidOnce);
  });

  fault("webhook: reversed order", "the same payment", async () => {
    const owing = await someOwing(bench);
    const { session, attemptId } = await openPage(bench, owing);
    bench.simulator.control.webhooks("hold");
    bench.simulator.control.pay({ session });
    bench.simulator.control.release("reverse");
    await drain(bench);
    expect(await booksOf(bench, owing.accountId)).toMatchObject(paidOnce);
    expect(await attemptOf(bench, attemptId)).toMatchObject({ state: "succeeded" });
  });

  fault("webhook: before the reference is saved", "found by what the page carries", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { accountId, actor } = owing;
    const wish = { accountId, choice: "other", otherMinor: 100_000n, locale: "en" } as const;
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const starting = startPayment(answeredLate(runtime, held), actor, wish);
    let session: string | undefined;
    while (!session) {
      await sleep(10);
      session = Object.keys(simulator.state.memory.sessions)[0];
    }
    simulator.control.pay({ session });
    await drain(bench);
    expect(await booksOf(bench, accountId)).toMatchObject(paidOnce);
    answer();
    const start = await starting;
    expect(start).toMatchObject({ ok: true, value: { go: "wait" } });
    const attempt = start.ok ? start.value.attemptId : "";
    expect(await attemptOf(bench, attempt)).toMatchObject({ state: "succeeded" });
    expect(await payReturn(runtime, actor, { session, attempt: null })).toMatchObject({
      paid: true,
    });
  });

  fault("webhook: never", "the sweeper asks", async () => {
    const owing = await someOwing(bench);
    bench.simulator.control.webhooks("drop");
    const { session } = await openPage(bench, owing);
    bench.simulator.control.pay({ session });
    expect(await sweepAttempts(bench.runtime)).toBe(0);
    advance(bench, minuteMs);
    expect(await sweepAttempts(bench.runtime)).toBe(1);
    expect(await booksOf(bench, owing.accountId)).toMatchObject(paidOnce);
    advance(bench, minuteMs);
    expect(await sweepAttempts(bench.runtime)).toBe(0);
  });

  test("never, and the provider hangs: a sweep ends in time, and the next goes on", async () => {
    for (let count = 0; count < 10; count += 1) await openPage(bench, await someOwing(bench));
    advance(bench, 60_000);
    const hangs = async () => {
      bench.runtime.clock.advance(20_000);
      return { kind: "unknown", reason: "no-answer", detail: "hangs" } as const;
    };
    const payments = { ...bench.runtime.payments, fetchPayment: hangs };
    const hanging = { ...bench.runtime, payments };
    const first = await sweepAttempts(hanging);
    expect(first).toBeLessThan(10);
    advance(bench, 60_000);
    expect(await sweepAttempts(bench.runtime)).toBe(10);
  });

  fault("webhook: event never generated", "the sweeper needs none", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    simulator.control.webhooks("drop");
    const { session } = await openPage(bench, owing);
    simulator.control.pay({ session });
    const { events } = simulator.state.memory;
    for (const id of Object.keys(events)) delete events[id];
    expect(await collectChanges(runtime)).toBe(0);
    advance(bench, minuteMs);
    await sweepAttempts(runtime);
    expect(await booksOf(bench, owing.accountId)).toMatchObject(paidOnce);
  });

  fault("webhook: three days' outage and catch-up", "all of it comes, each once", async () => {
    const { runtime, simulator } = bench;
    simulator.control.webhooks("drop");
    const paid: Owing[] = [];
    for (let day = 0; day < 3; day += 1) {
      const owing = await someOwing(bench);
      const { session } = await openPage(bench, owing);
      simulator.control.pay({ session });
      paid.push(owing);
      advance(bench, 24 * 60 * minuteMs);
    }
    expect(await collectChanges(runtime)).toBeGreaterThan(2);
    expect(await collectChanges(runtime)).toBe(0);
    await settleEvents(runtime);
    for (const owing of paid) {
      expect(await booksOf(bench, owing.accountId)).toMatchObject(paidOnce);
    }
  });

  fault("webhook: database down", "sent again, and booked then", async () => {
    const owing = await someOwing(bench);
    const { session } = await openPage(bench, owing);
    bench.answer = 500;
    bench.simulator.control.pay({ session });
    await sleep(30);
    bench.answer = null;
    await drain(bench);
    expect(await booksOf(bench, owing.accountId)).toMatchObject(paidOnce);
  });

  test("while the provider does not answer: postponed, never dropped", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { session } = await openPage(bench, owing);
    simulator.control.pay({ session });
    await simulator.control.settled();
    simulator.control.failNext({ kind: "html", times: 50 });
    await settleEvents(runtime);
    expect((await booksOf(bench, owing.accountId)).payments).toBe(0);
    simulator.control.clearFaults();
    advance(bench, minuteMs);
    await settleEvents(runtime);
    expect(await booksOf(bench, owing.accountId)).toMatchObject(paidOnce);
  });

  test("a worker that dies with events in hand gives them back", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { session } = await openPage(bench, owing);
    simulator.control.pay({ session });
    await simulator.control.settled();
    await runtime.db.query(
      "update provider_event set tries = 1, next_try_at = $1 where processed_at is null",
      [new Date(runtime.clock.now() + minuteMs)],
    );
    expect(await settleEvents(runtime)).toBe(0);
    advance(bench, minuteMs);
    expect(await settleEvents(runtime)).toBeGreaterThan(0);
    expect(await booksOf(bench, owing.accountId)).toMatchObject(paidOnce);
  });

  fault("webhook: unknown object", "tried again, then a break for a person", async () => {
    const { runtime, simulator } = bench;
    const object = { id: "pi_nobody", object: "payment_intent" };
    simulator.control.emit({ type: "payment_intent.succeeded", object });
    await simulator.control.settled();
    const breaks = () =>
      runtime.db.query("select kind from break where reference = 'pi_nobody'", []);
    await settleEvents(runtime);
    expect(await breaks()).toEqual([]);
    for (let hour = 0; hour < 12; hour += 1) {
      advance(bench, 60 * minuteMs);
      await settleEvents(runtime);
    }
    expect(await breaks()).toEqual([{ kind: "provider:unmatched" }]);
  });

  test("keep no name, address or card number of the payer", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { session } = await openPage(bench, owing);
    simulator.control.pay({ session });
    await drain(bench);
    const rows = await runtime.db.query<{ payload: unknown }>("select payload from provider_event");
    expect(JSON.stringify(rows)).not.toMatch(/last4|billing|4242/);
  });
});

/** The provider's answer to the create call is on its way until `arrives`. */
function answeredLate(runtime: Runtime, arrives: Promise<void>): Runtime {
  const startPayment: Runtime["payments"]["startPayment"] = async (order) => {
    const outcome = await runtime.payments.startPayment(order);
    await arrives;
    return outcome;
  };
  return { ...runtime, payments: { ...runtime.payments, startPayment } };
}
