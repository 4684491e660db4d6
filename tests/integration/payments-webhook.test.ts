import type { AppLoadContext } from "@remix-run/node";
import { describe, expect, test } from "vitest";
import { action, loader } from "#app/routes/webhooks/stripe/route.ts";
import { signPayload } from "#app/simulators/stripe/webhooks/sign.ts";
import { withPayments } from "../support/payments.ts";

const bench = withPayments();

const secret = "whsec_evenkeeltests";
const body = (id: string) =>
  JSON.stringify({
    id,
    object: "event",
    type: "charge.succeeded",
    created: 1_795_000_000,
    api_version: "2026-10-28.endive",
    livemode: false,
    data: { object: { id: "ch_1", object: "charge" } },
  });

const signed = (text: string, key = secret) => signPayload(text, [key], bench.runtime.clock.now());

function deliver(text: string, signature: string | null, runtime: unknown = bench.runtime) {
  const request = new Request("http://127.0.0.1/webhooks/stripe", {
    method: "POST",
    body: text,
    headers: signature === null ? {} : { "Stripe-Signature": signature },
  });
  const context = { runtime } as Parameters<typeof action>[0]["context"];
  return action({ request, context, params: {} } as Parameters<typeof action>[0]);
}

const kept = async (id: string) =>
  (await bench.runtime.db.query("select id from provider_event where id = $1", [id])).length;

describe("the address that the provider calls", () => {
  test("keeps what is signed, answers a repeat alike, and wakes the worker once", async () => {
    const text = body("evt_route_1");
    expect((await deliver(text, signed(text))).status).toBe(200);
    expect((await deliver(text, signed(text))).status).toBe(200);
    expect(await kept("evt_route_1")).toBe(1);
    const jobs = await bench.runtime.db.query(
      "select 1 as one from graphile_worker.jobs where task_identifier = 'settle-events'",
    );
    expect(jobs).toHaveLength(1);
  });

  test("takes either secret while one replaces the other", async () => {
    const text = body("evt_route_2");
    const header = signPayload(text, ["whsec_another", secret], bench.runtime.clock.now());
    expect((await deliver(text, header)).status).toBe(200);
  });

  test.each([
    ["unsigned", () => null],
    ["signed with another secret", (text: string) => signed(text, "whsec_other")],
    ["signed for another body", (text: string) => signed(`${text} `)],
    [
      "signed ten minutes ago",
      (text: string) => signPayload(text, [secret], bench.runtime.clock.now() - 600_000),
    ],
  ])("refuses what is %s with 400", async (_, sign) => {
    const text = body("evt_route_3");
    expect((await deliver(text, sign(text))).status).toBe(400);
    expect(await kept("evt_route_3")).toBe(0);
  });

  test("fails when it cannot keep it, so that it is sent again", async () => {
    const text = body("evt_route_4");
    const db = {
      ...bench.runtime.db,
      transaction: () => Promise.reject(new Error("database down")),
    };
    const broken = { ...bench.runtime, db };
    await expect(deliver(text, signed(text), broken)).rejects.toThrow("database down");
  });

  test("refuses what is too long, and every other method", async () => {
    const long = " ".repeat(1024 * 1024 + 1);
    expect((await deliver(long, "t=1,v1=00")).status).toBe(413);
    expect(loader().status).toBe(405);
  });

  test("stops reading what never ends", async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(out) {
        pulled += 1;
        if (pulled > 100) out.close();
        else out.enqueue(new Uint8Array(64 * 1024));
      },
    });
    const init = { method: "POST", body: endless, duplex: "half" };
    const request = new Request("http://127.0.0.1/webhooks/stripe", init as RequestInit);
    const context = { runtime: bench.runtime } as unknown as AppLoadContext;
    const args = { request, context, params: {} } as Parameters<typeof action>[0];
    expect((await action(args)).status).toBe(413);
    expect(pulled).toBeLessThan(30);
  });
});
