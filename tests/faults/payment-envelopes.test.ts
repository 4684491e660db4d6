import { describe, expect } from "vitest";
import { receiveWebhook } from "#app/services/payments/receive-webhook.server.ts";
import { settleEvents } from "#app/services/payments/settle-events.server.ts";
import { settleFound } from "#app/services/payments/settle-found.server.ts";
import type { Runtime } from "#app/services/ports.ts";
import { signPayload } from "#app/simulators/stripe/webhooks/sign.ts";
import { fault } from "../support/faults.ts";
import {
  advance,
  attemptOf,
  booksOf,
  drain,
  openPage,
  someOwing,
  withPayments,
} from "../support/payments.ts";

const bench = withPayments();
const minuteMs = 60_000;
const secret = "whsec_evenkeeltests";
const paidOnce = { payments: 1, paidMinor: 100_000n, postings: 1, events: 1, offBalance: 0n };

/** A snapshot event as the provider words it; `more` overwrites its fields. */
function body(id: string, objectId: string, more: Record<string, unknown> = {}): string {
  const object = { id: objectId, object: "checkout.session" };
  return JSON.stringify({
    id,
    object: "event",
    type: "checkout.session.completed",
    created: Math.floor(bench.runtime.clock.now() / 1000),
    api_version: "2026-10-28.endive",
    livemode: false,
    data: { object },
    ...more,
  });
}

const sign = (text: string, keys: string[] = [secret], agoMs = 0) =>
  signPayload(text, keys, bench.runtime.clock.now() - agoMs);

async function kept(id: string): Promise<number> {
  const rows = await bench.runtime.db.query("select id from provider_event where id = $1", [id]);
  return rows.length;
}

async function outcomeOf(id: string): Promise<string | null | undefined> {
  const rows = await bench.runtime.db.query<{ outcome: string | null }>(
    "select outcome from provider_event where id = $1",
    [id],
  );
  return rows[0]?.outcome;
}

describe("the signature", () => {
  const take = (text: string, signature: string | null) =>
    receiveWebhook(bench.runtime, text, signature);

  fault("webhook: missing signature", "refused, nothing kept", async () => {
    expect(await take(body("evt_m", "cs_1"), null)).toMatchObject({ error: "signature-missing" });
    expect(await kept("evt_m")).toBe(0);
  });

  fault("webhook: bad signature", "refused, nothing kept", async () => {
    const text = body("evt_b", "cs_1");
    for (const signature of ["t=1,v1=00", "nonsense", sign(text, ["whsec_other"])]) {
      expect(await take(text, signature)).toMatchObject({ ok: false });
    }
    expect(await kept("evt_b")).toBe(0);
  });

  fault("webhook: old signature", "refused after five minutes, not before", async () => {
    const text = body("evt_o", "cs_1");
    const late = await take(text, sign(text, [secret], 301_000));
    expect(late).toMatchObject({ error: "signature-old" });
    expect(await take(text, sign(text, [secret], 299_000))).toMatchObject({ ok: true });
  });

  fault("webhook: rotated signature", "either of two secrets counts", async () => {
    const text = body("evt_r", "cs_1");
    expect(await take(text, sign(text, ["whsec_new", secret]))).toMatchObject({ ok: true });
    expect(await kept("evt_r")).toBe(1);
  });

  fault("webhook: re-serialised body", "the bytes count, not what they say", async () => {
    const text = body("evt_s", "cs_1");
    const again = JSON.stringify(JSON.parse(text), null, 1);
    expect(await take(again, sign(text))).toMatchObject({ ok: false });
    expect(await kept("evt_s")).toBe(0);
  });
});

describe("the envelope is not believed", () => {
  /** An event about a page that nobody has paid on. */
  async function told(id: string, more: Record<string, unknown>) {
    const owing = await someOwing(bench);
    const page = await openPage(bench, owing);
    const text = body(id, page.session, more);
    expect(await receiveWebhook(bench.runtime, text, sign(text))).toMatchObject({ ok: true });
    await settleEvents(bench.runtime);
    return { owing, page };
  }

  fault("webhook: wrong livemode", "nothing booked; money of that mode neither", async () => {
    const { owing, page } = await told("evt_live", { livemode: true });
    expect(await booksOf(bench, owing.accountId)).toMatchObject({ payments: 0, breaks: 0 });
    bench.simulator.control.webhooks("drop");
    bench.simulator.control.pay({ session: page.session });
    const found = await bench.runtime.payments.fetchPayment(page.session);
    if (found.kind !== "ok") throw new Error(found.detail);
    await settleFound(bench.runtime, page.attemptId, { ...found.value, livemode: true });
    const books = await booksOf(bench, owing.accountId);
    expect(books).toMatchObject({ payments: 0, postings: 0, breaks: 1 });
  });

  fault("webhook: wrong account", "what is not ours is not found, and is shown", async () => {
    const { runtime } = bench;
    const text = body("evt_acct", "cs_test_of_another_account", { account: "acct_other" });
    await receiveWebhook(runtime, text, sign(text));
    for (let hour = 0; hour < 12; hour += 1) {
      await settleEvents(runtime);
      advance(bench, 60 * minuteMs);
    }
    const breaks = await runtime.db.query(
      "select kind from break where reference = 'cs_test_of_another_account'",
    );
    expect(breaks).toEqual([{ kind: "provider:unmatched" }]);
  });

  fault("webhook: old api_version", "only its names are read", async () => {
    const { owing, page } = await told("evt_old", { api_version: "2019-02-11" });
    expect(await outcomeOf("evt_old")).toBe("settled");
    expect(await attemptOf(bench, page.attemptId)).toMatchObject({ state: "open" });
    expect((await booksOf(bench, owing.accountId)).payments).toBe(0);
  });

  fault("webhook: thin event", "kept; what it names is looked into", async () => {
    const { id } = bench.simulator.control.emit({ type: "v2.core.thing", thin: true });
    await drain(bench);
    expect(await outcomeOf(id)).toBe("ignored");
  });

  fault("webhook: unknown type", "kept, and nothing happens", async () => {
    const { id } = bench.simulator.control.emit({
      type: "starlink.launched",
      object: { id: "sat_1" },
    });
    await drain(bench);
    expect(await outcomeOf(id)).toBe("ignored");
  });

  fault("webhook: late failure after success", "the payment stands", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { session, attemptId } = await openPage(bench, owing);
    const paid = simulator.control.pay({ session });
    await drain(bench);
    const object = { id: String(paid.payment_intent), object: "payment_intent" };
    simulator.control.emit({ type: "payment_intent.payment_failed", object });
    await drain(bench);
    const found = await runtime.payments.fetchPayment(session);
    if (found.kind !== "ok") throw new Error(found.detail);
    await settleFound(runtime, attemptId, { ...found.value, status: "failed", chargeId: null });
    expect(await attemptOf(bench, attemptId)).toMatchObject({ state: "succeeded" });
    expect(await booksOf(bench, owing.accountId)).toMatchObject(paidOnce);
  });
});

describe("the worker", () => {
  fault("webhook: handler crash", "the event is taken up again", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { session } = await openPage(bench, owing);
    simulator.control.pay({ session });
    await simulator.control.settled();
    await settleEvents(crashingOn(runtime, () => true));
    expect((await booksOf(bench, owing.accountId)).payments).toBe(0);
    advance(bench, minuteMs);
    await settleEvents(runtime);
    expect(await booksOf(bench, owing.accountId)).toMatchObject(paidOnce);
  });

  fault("webhook: poison event", "the others go on, and a person is told", async () => {
    const { runtime, simulator } = bench;
    const poison = { id: "pi_poison", object: "payment_intent" };
    simulator.control.emit({ type: "payment_intent.succeeded", object: poison });
    const owing = await someOwing(bench);
    const { session } = await openPage(bench, owing);
    simulator.control.pay({ session });
    await simulator.control.settled();
    const crashing = crashingOn(runtime, (id) => id === "pi_poison");
    for (let hour = 0; hour < 12; hour += 1) {
      await settleEvents(crashing);
      advance(bench, 60 * minuteMs);
    }
    expect(await booksOf(bench, owing.accountId)).toMatchObject(paidOnce);
    const breaks = await runtime.db.query("select kind from break where reference = 'pi_poison'");
    expect(breaks).toEqual([{ kind: "provider:event-fails" }]);
  });
});

/** A handler that throws on some objects. */
function crashingOn(runtime: Runtime, falls: (id: string) => boolean): Runtime {
  const fetchPayment: Runtime["payments"]["fetchPayment"] = (id) => {
    if (falls(id)) throw new Error("handler crash");
    return runtime.payments.fetchPayment(id);
  };
  return { ...runtime, payments: { ...runtime.payments, fetchPayment } };
}
