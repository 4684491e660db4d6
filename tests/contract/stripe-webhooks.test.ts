import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { PaymentProvider, ProviderEvent } from "#app/services/payments/provider.ts";
import type { StripeSimulator } from "#app/simulators/stripe/server.ts";
import { signPayload } from "#app/simulators/stripe/webhooks/sign.ts";
import {
  order,
  providerAt,
  type Received,
  secret,
  startPair,
  startReceiver,
  value,
} from "./stripe-support.ts";

describe("webhooks from Stripe", () => {
  let simulator: StripeSimulator;
  let provider: PaymentProvider;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  const answers: number[] = [];
  beforeAll(async () => {
    receiver = await startReceiver(answers);
    ({ simulator, provider } = await startPair({ webhookUrl: receiver.url }));
  });
  afterEach(() => {
    simulator.control.reset();
    simulator.control.rotateSecrets([secret]);
    receiver.received.length = 0;
    answers.length = 0;
  });
  afterAll(async () => {
    await simulator.close();
    await receiver.close();
  });

  const paid = async (card?: string): Promise<string> => {
    const { reference } = value(await provider.startPayment(order()));
    simulator.control.pay({ session: reference, ...(card ? { card } : {}) });
    return reference;
  };
  const parse = (
    one: Received,
    receivedAt = Date.now(),
  ): ReturnType<typeof provider.parseWebhook> =>
    provider.parseWebhook({ rawBody: one.body, signature: one.signature, receivedAt });
  const events = async (): Promise<ProviderEvent[]> => {
    await simulator.control.settled();
    return receiver.received.map((one) => {
      const event = parse(one);
      if (!event.ok) throw new Error(event.error);
      return event.value;
    });
  };
  const first = async (): Promise<Received> => {
    await simulator.control.settled();
    return receiver.received[0] as Received;
  };

  test("a payment's events arrive in order, signed, naming their objects", async () => {
    const reference = await paid();
    const arrived = await events();
    expect(arrived.map((one) => one.type)).toEqual([
      "payment_intent.created",
      "charge.succeeded",
      "payment_intent.succeeded",
      "checkout.session.completed",
    ]);
    expect(arrived[3]).toMatchObject({
      objectId: reference,
      objectType: "checkout.session",
      livemode: false,
      apiVersion: "2026-10-28.endive",
    });
    expect(Math.abs((arrived[3]?.createdAt ?? 0) - Date.now())).toBeLessThan(5_000);
  });

  test("decline and 3-D Secure have their own events", async () => {
    await paid("4000000000000002");
    await paid("4000002760003184");
    const types = (await events()).map((one) => one.type);
    expect(types).toContain("charge.failed");
    expect(types).toContain("payment_intent.payment_failed");
    expect(types).toContain("payment_intent.requires_action");
  });

  test("an expired session is told", async () => {
    const { reference } = value(await provider.startPayment(order()));
    simulator.control.clock({ advanceMs: 3_700_000 });
    await simulator.control.settled();
    const body = JSON.parse(receiver.received.at(-1)?.body ?? "{}");
    expect([body.type, body.data.object.id]).toEqual(["checkout.session.expired", reference]);
  });

  test("no signature is refused", async () => {
    await paid();
    const one = await first();
    expect(parse({ ...one, signature: null })).toEqual({ ok: false, error: "signature-missing" });
    expect(parse({ ...one, signature: "" })).toEqual({ ok: false, error: "signature-missing" });
  });

  test.each([
    ["a wrong secret", (one: Received) => ({ ...one, signature: "t=1,v1=00" })],
    ["nonsense", (one: Received) => ({ ...one, signature: "nonsense" })],
    ["a changed body", (one: Received) => ({ ...one, body: one.body.replace("60000", "1") })],
    ["an empty body", (one: Received) => ({ ...one, body: "" })],
    [
      "a re-serialised body",
      (one: Received) => ({ ...one, body: JSON.stringify(JSON.parse(one.body)) }),
    ],
  ])("a signature with %s is refused", async (_name, spoil) => {
    await paid();
    expect(parse(spoil(await first()))).toEqual({ ok: false, error: "signature-invalid" });
  });

  test("an old signature is refused after 300 seconds, not before", async () => {
    await paid();
    const one = await first();
    expect(parse(one, Date.now() + 295_000).ok).toBe(true);
    expect(parse(one, Date.now() + 310_000)).toEqual({ ok: false, error: "signature-old" });
  });

  test("the bytes as received verify as well as the text", async () => {
    await paid();
    const one = await first();
    const rawBody = new TextEncoder().encode(one.body);
    const bytes = { rawBody, signature: one.signature, receivedAt: Date.now() };
    expect(provider.parseWebhook(bytes).ok).toBe(true);
  });

  test("a rotated secret: both are sent, either verifies", async () => {
    const next = "whsec_contract_two";
    const rotated = providerAt(simulator.origin, { webhookSecrets: [next] });
    const both = providerAt(simulator.origin, { webhookSecrets: [next, secret] });
    const check = (who: PaymentProvider, one: Received): boolean =>
      who.parseWebhook({ rawBody: one.body, signature: one.signature, receivedAt: Date.now() }).ok;
    await paid();
    const before = await first();
    expect([check(both, before), check(rotated, before)]).toEqual([true, false]);
    simulator.control.rotateSecrets([secret, next]);
    receiver.received.length = 0;
    await paid();
    const during = await first();
    expect([check(provider, during), check(both, during), check(rotated, during)]).toEqual([
      true,
      true,
      true,
    ]);
    expect(during.signature?.match(/v1=/g)).toHaveLength(2);
  });

  test("a body that is signed but no event is refused", async () => {
    await paid();
    const one = await first();
    for (const body of ["[]", "null", "not json", '{"id":"evt_1"}']) {
      const signature = signPayload(body, [secret], Date.now());
      expect(parse({ ...one, body, signature })).toEqual({ ok: false, error: "not-an-event" });
    }
  });

  test("a thin event names its object", async () => {
    const object = { id: "cs_test_1", object: "checkout.session" };
    simulator.control.emit({ type: "v1.checkout.session.completed", object, thin: true });
    expect(await events()).toMatchObject([
      {
        type: "v1.checkout.session.completed",
        objectId: "cs_test_1",
        objectType: "checkout.session",
        apiVersion: null,
      },
    ]);
  });

  test("unknown type, no object, another mode, old version: read as they are", async () => {
    simulator.control.emit({ type: "starlink.launched" });
    simulator.control.emit({ type: "charge.succeeded", object: { id: "ch_1" }, livemode: true });
    simulator.control.emit({ type: "charge.succeeded", apiVersion: "2019-02-11" });
    expect(await events()).toMatchObject([
      { type: "starlink.launched", objectId: null, objectType: null, livemode: false },
      { objectId: "ch_1", livemode: true },
      { apiVersion: "2019-02-11" },
    ]);
  });

  test("what is not answered with 2xx is sent again, the same event", async () => {
    answers.push(500, 503);
    simulator.control.emit({ type: "charge.succeeded" });
    const ids = (await events()).map((one) => one.id);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
    expect(simulator.control.deliveries()).toMatchObject([{ state: "delivered", tries: 3 }]);
  });

  test("held events are released in reverse; a duplicate comes at once", async () => {
    simulator.control.webhooks("hold");
    await paid();
    await simulator.control.settled();
    expect(receiver.received).toHaveLength(0);
    expect(simulator.control.release("reverse")).toEqual({ sent: 4 });
    expect((await events()).map((one) => one.type)[0]).toBe("checkout.session.completed");
    receiver.received.length = 0;
    simulator.control.duplicateNext(2);
    simulator.control.emit({ type: "charge.succeeded" });
    expect(new Set((await events()).map((one) => one.id)).size).toBe(1);
    expect(receiver.received).toHaveLength(3);
  });

  test("dropped events are found by listing, page by page, each once", async () => {
    simulator.control.webhooks("drop");
    const since = Date.now() - 1_000;
    const references = new Set<string>();
    for (let at = 0; at < 40; at += 1) references.add(await paid());
    await simulator.control.settled();
    expect(receiver.received).toHaveLength(0);
    const seen: ProviderEvent[] = [];
    let cursor: string | null = null;
    let pages = 0;
    do {
      const page: { events: readonly ProviderEvent[]; next: string | null } = value(
        await provider.listChanges({ since, cursor }),
      );
      seen.push(...page.events);
      cursor = page.next;
      pages += 1;
    } while (cursor !== null);
    expect(pages).toBe(2);
    expect(new Set(seen.map((one) => one.id)).size).toBe(seen.length);
    const completed = seen.filter((one) => one.type === "checkout.session.completed");
    expect(new Set(completed.map((one) => one.objectId))).toEqual(references);
  });
});
