import type Stripe from "stripe";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { WebhookRefusal } from "#app/services/payments/provider.ts";
import type { StripeSimulator } from "#app/simulators/stripe/server.ts";
import { startBench } from "./stripe-sdk.ts";
import { providerAt, secret, startReceiver } from "./stripe-support.ts";

/** Faults of the way that events take, each injected by its control. */
describe("webhooks that go wrong", () => {
  let simulator: StripeSimulator;
  let stripe: Stripe;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  beforeAll(async () => {
    receiver = await startReceiver();
    ({ simulator, stripe } = await startBench({
      webhookUrl: receiver.url,
      webhookSecret: secret,
      retryDelaysMs: [10],
    }));
  });
  afterEach(() => {
    simulator.control.reset();
    receiver.received.length = 0;
  });
  afterAll(async () => {
    await simulator.close();
    await receiver.close();
  });

  /** Three events, in this order. */
  const made = ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded"];
  const paid = (): Promise<unknown> =>
    stripe.paymentIntents.create({
      amount: 900,
      currency: "usd",
      confirm: true,
      payment_method: "pm_card_visa",
    });
  const arrived = async (): Promise<Stripe.Event[]> => {
    await simulator.control.settled();
    return receiver.received.map((one) => JSON.parse(one.body) as Stripe.Event);
  };
  const types = async (): Promise<string[]> => (await arrived()).map((one) => one.type);
  const verdict = async (): Promise<WebhookRefusal | "taken"> => {
    await simulator.control.settled();
    const [first] = receiver.received;
    const read = providerAt(simulator.origin).parseWebhook({
      rawBody: first?.body ?? "",
      signature: first?.signature ?? null,
      receivedAt: Date.now(),
    });
    return read.ok ? "taken" : read.error;
  };

  test("reordered: three wait for the last and arrive in reverse", async () => {
    simulator.control.reorderNext(3);
    await paid();
    expect(await types()).toEqual([...made].reverse());
    await paid();
    expect((await types()).slice(3)).toEqual(made);
  });

  test("dropped: so many never arrive, and the list still has them", async () => {
    simulator.control.dropNext(2);
    await paid();
    expect(await types()).toEqual(made.slice(2));
    expect((await stripe.events.list()).data).toHaveLength(3);
    expect(simulator.control.deliveries().map((one) => one.state)).toEqual([
      "dropped",
      "dropped",
      "delivered",
    ]);
  });

  test("never made: neither a webhook nor the list has them", async () => {
    simulator.control.loseNext(2);
    await paid();
    expect(await types()).toEqual(made.slice(2));
    const { data } = await stripe.events.list();
    expect(data.map((one) => one.type)).toEqual(made.slice(2));
  });

  test("in another mode, account and version", async () => {
    simulator.control.disguiseNext({
      livemode: true,
      account: "acct_other",
      apiVersion: "2019-02-11",
    });
    await paid();
    const [first, second] = await arrived();
    expect(first).toMatchObject({
      livemode: true,
      account: "acct_other",
      api_version: "2019-02-11",
    });
    expect(await verdict()).toBe("taken");
    expect(second).toMatchObject({ livemode: false });
    expect(second).not.toHaveProperty("account");
  });

  test.each([
    ["an old signature", { signedAt: Date.now() - 400_000 }, "signature-old"],
    ["another secret", { secret: "whsec_other" }, "signature-invalid"],
    ["no signature", { unsigned: true }, "signature-missing"],
    ["a body written anew", { reserialised: true }, "signature-invalid"],
    ["nothing wrong", {}, "taken"],
  ])("with %s", async (_name, disguise, expected) => {
    simulator.control.disguiseNext(disguise);
    await paid();
    expect(await verdict()).toBe(expected);
  });

  test("forged: of an account, and thin", async () => {
    simulator.control.emit({ type: "charge.succeeded", account: "acct_1" });
    simulator.control.emit({
      type: "v1.charge.succeeded",
      thin: true,
      account: "acct_1",
      object: { id: "ch_1", object: "charge" },
    });
    const [snapshot, thin] = await arrived();
    expect(snapshot).toMatchObject({ account: "acct_1", object: "event" });
    expect(thin).toMatchObject({
      object: "v2.core.event",
      context: "acct_1",
      related_object: { id: "ch_1" },
    });
    expect(await verdict()).toBe("taken");
  });

  test("the controls have addresses", async () => {
    const act = async (name: string, body: object): Promise<void> => {
      const init = { method: "POST", body: JSON.stringify(body) };
      const answer = await fetch(`${simulator.origin}/_sim/webhooks/${name}`, init);
      expect(await answer.json()).toEqual({ ok: true });
    };
    await act("drop", { events: 1 });
    await act("disguise", { livemode: true });
    await act("lose", {});
    await paid();
    expect(await arrived()).toMatchObject([{ type: "payment_intent.succeeded", livemode: true }]);
    await act("reorder", { events: 3 });
    await paid();
    expect((await types()).slice(1)).toEqual([...made].reverse());
  });
});
