import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PaymentProvider } from "#app/services/payments/provider.ts";
import type { StripeSimulator } from "#app/simulators/stripe/server.ts";
import { order, startPair, startReceiver, value } from "./stripe-support.ts";

/** The simulator's page for a person, by plain forms as a browser without script sends them. */
describe("the desk of the Stripe simulator", () => {
  let simulator: StripeSimulator;
  let provider: PaymentProvider;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  beforeAll(async () => {
    receiver = await startReceiver();
    ({ simulator, provider } = await startPair({ webhookUrl: receiver.url }));
  });
  beforeEach(async () => {
    await simulator.control.settled();
    simulator.control.reset();
  });
  afterAll(async () => {
    await simulator.close();
    await receiver.close();
  });

  const see = async (query = "", language = "en"): Promise<string> => {
    const headers = { "accept-language": language };
    return (await fetch(`${simulator.origin}/${query}`, { headers })).text();
  };
  const send = (form: Record<string, string>, headers = {}): Promise<Response> =>
    fetch(`${simulator.origin}/?lang=en`, {
      method: "POST",
      body: new URLSearchParams(form),
      redirect: "manual",
      headers,
    });
  const done = async (form: Record<string, string>): Promise<void> => {
    const answer = await send(form);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("/?lang=en");
  };
  const paid = async (card?: string): Promise<{ session: string; charge: string }> => {
    const { reference } = value(await provider.startPayment(order()));
    const session = simulator.control.pay({ session: reference, ...(card ? { card } : {}) });
    const intent = simulator.state.memory.intents[String(session.payment_intent)];
    return { session: reference, charge: String(intent?.latest_charge) };
  };
  const charge = (id: string) => simulator.state.memory.charges[id];
  const firstOf = <T>(table: Record<string, T>): T => Object.values(table)[0] as T;

  test.each([
    ["zh-CN", "模拟：不会动用任何资金", "还没有付款", "出点差错"],
    ["en", "Simulated: no money moves", "Nothing has been paid yet", "Break it"],
  ])("empty, in %s, without script", async (language, ...texts) => {
    const html = await see("", language);
    for (const text of texts) expect(html).toContain(text);
    expect(html).not.toMatch(/<script|style="/);
  });

  test("lists payments and shows one with its events and their delivery", async () => {
    const { session, charge: id } = await paid();
    await simulator.control.settled();
    expect(await see()).toContain("CN¥600.00 · Paid");
    const html = await see(`?payment=${session}&lang=zh-CN`);
    for (const text of [id, "payment_<wbr>intent.<wbr>succeeded", "已送到", "退款", "争议"]) {
      expect(html).toContain(text);
    }
  });

  test("refunds a part, then all that is left; more is refused in words", async () => {
    const { charge: id } = await paid();
    await done({ act: "refund", charge: id, amount: "100.5" });
    expect(charge(id)?.amount_refunded).toBe(10_050);
    for (const amount of ["0.001", "ten", "9999"]) {
      const refused = await send({ act: "refund", charge: id, amount });
      expect(refused.status).toBe(400);
      expect(await refused.text()).toContain('role="alert"');
    }
    await done({ act: "refund", charge: id, amount: "" });
    expect(charge(id)).toMatchObject({ amount_refunded: 60_000, refunded: true });
  });

  test("a refund that waits can fail", async () => {
    const { session, charge: id } = await paid();
    await done({ act: "refund-hold" });
    await done({ act: "refund", charge: id });
    const refund = firstOf(simulator.state.memory.refunds);
    expect(refund.status).toBe("pending");
    expect(await see(`?payment=${session}`)).toContain("It fails");
    await done({ act: "refund-end", refund: refund.id, outcome: "failed" });
    expect(refund.status).toBe("failed");
  });

  test.each(["won", "lost", "withdrawn"])("a dispute of a part: %s", async (outcome) => {
    const { session, charge: id } = await paid();
    const form = { act: "dispute", charge: id, amount: "200", reason: "duplicate" };
    await done({ ...form, kind: "chargeback" });
    const dispute = firstOf(simulator.state.memory.disputes);
    expect(dispute).toMatchObject({ amount: 20_000, status: "needs_response" });
    expect(await see(`?payment=${session}`)).toContain("You win");
    await done({ act: "dispute-end", dispute: dispute.id, outcome });
    expect(dispute.status).toBe(outcome === "lost" ? "lost" : "won");
  });

  test("an inquiry can become a dispute", async () => {
    const { charge: id } = await paid();
    await done({ act: "dispute", charge: id, reason: "general", kind: "inquiry" });
    const dispute = firstOf(simulator.state.memory.disputes);
    expect(dispute.status).toBe("warning_needs_response");
    await done({ act: "escalate", dispute: dispute.id });
    expect(dispute.status).toBe("needs_response");
  });

  test("money on its way arrives, or never comes", async () => {
    for (const outcome of ["succeeded", "failed"] as const) {
      const { reference } = value(await provider.startPayment(order()));
      const pay = { session: reference, method: "alipay", answer: "later" } as const;
      const intent = String(simulator.control.pay(pay).payment_intent);
      expect(await see(`?payment=${reference}`)).toContain("The money is on its way");
      await done({ act: "settle", intent, outcome });
      const state = value(await provider.fetchPayment(reference)).status;
      expect(state === "succeeded").toBe(outcome === "succeeded");
    }
  });

  test("webhooks are held, released, doubled, dropped and sent again", async () => {
    await done({ act: "webhooks", mode: "hold" });
    const { session } = await paid();
    expect(await see(`?payment=${session}`)).toContain("held back");
    const before = receiver.received.length;
    await done({ act: "release", order: "reverse" });
    await simulator.control.settled();
    const sent = receiver.received.slice(before).map((one) => JSON.parse(one.body).type);
    expect(sent).toContain("payment_intent.succeeded");
    expect(sent[0]).toBe("checkout.session.completed");
    await done({ act: "webhooks", mode: "drop" });
    await paid();
    expect(receiver.received.length).toBe(before + sent.length);
    await done({ act: "webhooks", mode: "send" });
    await done({ act: "duplicate" });
    await done({ act: "resend", event: firstOf(simulator.state.memory.events).id });
    expect(simulator.state.outbox.extraCopies).toBe(1);
  });

  test("the next request fails, the clock moves, a page expires", async () => {
    await done({ act: "fail", kind: "status-429", when: "before" });
    expect(await see()).toContain("1 failure is waiting.");
    const refused = await provider.startPayment(order());
    expect(refused).toMatchObject({ kind: "refused", reason: "rate-limited" });
    await done({ act: "fail", kind: "html", when: "after" });
    await done({ act: "clear-faults" });
    const { reference } = value(await provider.startPayment(order()));
    await done({ act: "clock", hours: "1" });
    expect(simulator.state.clock.now()).toBeGreaterThan(Date.now() + 3_500_000);
    await done({ act: "clock-real" });
    await done({ act: "expire", session: reference });
    expect(simulator.state.memory.sessions[reference]?.status).toBe("expired");
  });

  test("what cannot be done is told; a foreign page may not post", async () => {
    for (const form of [
      { act: "fly" },
      { act: "refund", charge: "ch_none" },
      { act: "webhooks" },
    ]) {
      expect((await send(form as Record<string, string>)).status).toBe(400);
    }
    const foreign = await send({ act: "duplicate" }, { origin: "http://elsewhere.test" });
    expect(foreign.status).toBe(403);
  });
});
