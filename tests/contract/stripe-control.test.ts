import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import type { StripeSimulator } from "#app/simulators/stripe/server.ts";
import { apiVersion } from "#app/simulators/stripe/webhooks/emit.ts";
import { startWitnessed } from "../support/stripe-simulator.ts";
import { order, providerAt, startReceiver, value } from "./stripe-support.ts";

/** The simulator as a process of its own, driven from outside. */
describe("the Stripe simulator from outside", () => {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });
  const started = async (options = {}): Promise<StripeSimulator> => {
    const simulator = await startWitnessed(options);
    ends.push(simulator.close);
    return simulator;
  };
  const control = async (origin: string, name: string, body: object = {}): Promise<unknown> => {
    const answer = await fetch(`${origin}/_sim/${name}`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    return { ...((await answer.json()) as object), httpStatus: answer.status };
  };

  test("every control has its address", async () => {
    const receiver = await startReceiver();
    ends.push(receiver.close);
    const { origin } = await started({ webhookUrl: receiver.url, webhookSecret: "whsec_1" });
    const provider = providerAt(origin);
    const ok = { ok: true, httpStatus: 200 };
    expect(await control(origin, "webhooks", { mode: "hold" })).toEqual(ok);
    const { reference } = value(await provider.startPayment(order()));
    const paid = await control(origin, "pay", {
      session: reference,
      method: "alipay",
      answer: "later",
    });
    expect(paid).toMatchObject({ httpStatus: 200, payment_status: "unpaid" });
    const { payment_intent: intent } = paid as { payment_intent: string };
    const settled = await control(origin, "settle", { intent, outcome: "succeeded" });
    expect(settled).toMatchObject({ amount_received: 60_000 });
    expect(await control(origin, "webhooks/release", { order: "reverse" })).toMatchObject({
      sent: 8,
    });
    expect(await control(origin, "webhooks/secrets", { secrets: ["whsec_2"] })).toEqual(ok);
    expect(await control(origin, "webhooks/duplicate", { copies: 1 })).toEqual(ok);
    const emitted = (await control(origin, "emit", { type: "charge.succeeded" })) as { id: string };
    expect(emitted.id).toMatch(/^evt_/);
    await expect.poll(() => receiver.received.length).toBe(10);
    expect(await control(origin, "fail", { kind: "status", status: 429 })).toEqual(ok);
    expect(await provider.fetchPayment(reference)).toMatchObject({ reason: "rate-limited" });
    expect(await control(origin, "fail", { kind: "hang" })).toEqual(ok);
    expect(await control(origin, "clear-faults")).toEqual(ok);
    const other = value(await provider.startPayment(order())).reference;
    expect(await control(origin, "expire", { session: other })).toMatchObject({ url: null });
    const later = await control(origin, "clock", { advanceMs: 3_600_000 });
    expect((later as { now: number }).now).toBeGreaterThan(Date.now() + 3_500_000);
    expect(await control(origin, "reset")).toEqual(ok);
    const state = await (await fetch(`${origin}/_sim/state`)).json();
    expect(state).toMatchObject({ simulated: true, sessions: {}, events: {}, faults: [] });
  });

  test.each([
    ["nothing", {}, 404],
    ["fail", { kind: "flood" }, 400],
    ["pay", {}, 400],
    ["pay", { session: "cs_test_none" }, 400],
    ["webhooks", { mode: "loud" }, 400],
    ["settle", { intent: "pi_none", outcome: "succeeded" }, 400],
  ])("%s with %j is %d, said in words", async (name, body, status) => {
    const { origin } = await started();
    expect(await control(origin, name, body)).toMatchObject({
      httpStatus: status,
      error: { message: expect.stringMatching(/\w/) },
    });
  });

  test("our API version is strict; an older caller (Stripe's CLI) is let through", async () => {
    const { origin } = await started();
    const send = async (path: string, form: string, version?: string): Promise<unknown> => {
      const headers = {
        authorization: "Bearer sk_test_cli",
        ...(version ? { "stripe-version": version } : {}),
      };
      const url = `${origin}/v1/${path}`;
      return (await fetch(url, { method: "POST", headers, body: form })).json();
    };
    const intent = "amount=2000&currency=usd&payment_method_types[]=card&shipping[name]=Lin";
    expect(await send("payment_intents", intent, apiVersion)).toMatchObject({
      error: { code: "parameter_unknown", param: "payment_method_types" },
    });
    expect(await send("payment_intents", intent)).toMatchObject({
      payment_method_types: ["card"],
    });
    const asked = order({ currency: "USD" });
    const { reference } = value(await providerAt(origin).startPayment(asked));
    const method = await send("payment_methods", "type=card&card[token]=tok_visa");
    const { id } = method as { id: string };
    expect(await send(`payment_pages/${reference}/confirm`, `payment_method=${id}`)).toMatchObject({
      status: "complete",
    });
  });

  test("a folder keeps what there was: pages survive a restart", async () => {
    const home = mkdtempSync(join(tmpdir(), "stripe-simulator-"));
    ends.push(() => rmSync(home, { recursive: true }));
    const first = await startWitnessed({ home });
    const asked = order();
    const { reference } = value(await providerAt(first.origin).startPayment(asked));
    first.control.pay({ session: reference, card: "4000000000000002" });
    await first.close();
    const { origin } = await started({ home });
    const provider = providerAt(origin);
    expect(value(await provider.startPayment(asked)).reference).toBe(reference);
    expect(value(await provider.fetchPayment(reference))).toMatchObject({
      status: "open",
      failure: { messageKey: "declined" },
    });
  });

  test("as a process it says when it is ready, and ends with its parent's channel", async () => {
    const main = fileURLToPath(new URL("../../app/simulators/stripe/main.ts", import.meta.url));
    const child: ChildProcess = fork(main, ["--port", "0", "--webhook-secret", "whsec_1"], {
      execArgv: ["--import", "tsx"],
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    ends.push(() => child.kill("SIGKILL"));
    const message = await new Promise((resolve, reject) => {
      child.once("message", resolve);
      child.once("exit", reject);
    });
    expect(message).toEqual({ type: "ready", origin: expect.stringMatching(/^http:\/\/127/) });
    const { origin } = message as { origin: string };
    value(await providerAt(origin).startPayment(order()));
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.disconnect();
    expect(await ended).toBe(0);
  });
});
