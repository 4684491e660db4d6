import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createCollectorClient } from "#app/gateways/collector/collector-client.server.ts";
import { signatureHeaders } from "#app/gateways/collector/sign.server.ts";
import { type Collector, startCollector } from "#app/simulators/collector/collector.ts";
import { fakeClock } from "../support/clock.ts";

const SECRET = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;
const OLD_SECRET = `whsec_${Buffer.alloc(24, 3).toString("base64")}`;
const clock = fakeClock(Date.now());

let collector: Collector;
const client = createCollectorClient({ clock, timeoutMs: 400, allowPrivate: true });

beforeAll(async () => {
  collector = await startCollector({ port: 0, secret: SECRET });
});
afterAll(async () => {
  client.close();
  await collector.close();
});
beforeEach(() => {
  clock.set(Date.now());
  return control("reset", {});
});

const attempt = (seq: number, changes: object = {}) => ({
  url: collector.webhookUrl,
  secrets: [SECRET],
  id: `event-${seq}`,
  body: JSON.stringify({
    id: `event-${seq}`,
    type: "plan.agreed",
    accountRef: "6225-0001",
    accountSeq: seq,
    data: { note: "青禾" },
  }),
  ...changes,
});

async function control(path: string, body: object): Promise<void> {
  const answer = await fetch(`${collector.origin}/_sim/${path}`, {
    method: "POST",
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
}
async function received(): Promise<Record<string, unknown>[]> {
  const answer = await fetch(`${collector.origin}/events?accountRef=6225-0001`);
  return (await answer.json()) as Record<string, unknown>[];
}

describe("the signature", () => {
  test("is what the reference library makes of it", () => {
    const signable = { id: "msg_1", timestampS: 1_790_000_000, body: '{"a":"甲"}' };
    const headers = signatureHeaders([SECRET, OLD_SECRET], signable);
    const at = new Date(signable.timestampS * 1000);
    const expected = [SECRET, OLD_SECRET].map((secret) =>
      new Webhook(secret).sign("msg_1", at, signable.body),
    );
    expect(headers).toEqual({
      "webhook-id": "msg_1",
      "webhook-timestamp": "1790000000",
      "webhook-signature": expected.join(" "),
    });
  });

  test("of either secret is enough while they rotate", async () => {
    const rotating = attempt(1, { secrets: [OLD_SECRET, SECRET] });
    expect(await client.deliver(rotating)).toEqual({ outcome: "accepted", status: 204 });
    const retired = attempt(2, { secrets: [OLD_SECRET] });
    expect(await client.deliver(retired)).toMatchObject({ outcome: "failed", status: 401 });
  });

  test("that is old is refused", async () => {
    clock.advance(-6 * 60_000);
    expect(await client.deliver(attempt(1))).toMatchObject({ outcome: "failed", status: 401 });
    expect(await received()).toEqual([]);
  });
});

describe("a delivery", () => {
  test("is accepted by any 2xx, in order, each once", async () => {
    for (const seq of [1, 2, 3, 3]) {
      expect(await client.deliver(attempt(seq))).toEqual({ outcome: "accepted", status: 204 });
    }
    expect(await received()).toMatchObject([
      { id: "event-1", accountSeq: 1, deliveries: 1, inOrder: true, data: { note: "青禾" } },
      { id: "event-2", accountSeq: 2, deliveries: 1, inOrder: true },
      { id: "event-3", accountSeq: 3, deliveries: 2, inOrder: true, appliedAt: null },
    ]);
  });

  test.each([
    [{ mode: "fail" }, { outcome: "failed", status: 500, reason: "status" }],
    [
      { mode: "refuse", status: 410 },
      { outcome: "failed", status: 410, reason: "status" },
    ],
    [{ mode: "redirect" }, { outcome: "failed", status: 307, reason: "redirected" }],
    [{ mode: "down" }, { outcome: "failed", reason: "connection-failed" }],
    [{ mode: "hang" }, { outcome: "failed", reason: "timeout" }],
    [
      { mode: "slow", delayMs: 700 },
      { outcome: "failed", reason: "timeout" },
    ],
    [{ mode: "accept-and-drop" }, { outcome: "failed", reason: "connection-failed" }],
  ])("that meets %o fails with its reason, and goes through next time", async (mode, outcome) => {
    await control("mode", mode);
    expect(await client.deliver(attempt(1))).toEqual(outcome);
    await control("mode", { mode: "ok" });
    expect(await client.deliver(attempt(1))).toEqual({ outcome: "accepted", status: 204 });
    expect(await received()).toHaveLength(1);
  });

  test("takes a slow answer that is in time", async () => {
    await control("mode", { mode: "slow", delayMs: 50 });
    expect(await client.deliver(attempt(1))).toEqual({ outcome: "accepted", status: 204 });
  });

  test("to nobody fails", async () => {
    const gone = await startCollector({ port: 0 });
    await gone.close();
    expect(await client.deliver(attempt(1, { url: gone.webhookUrl }))).toEqual({
      outcome: "failed",
      reason: "connection-failed",
    });
  });

  test.each(["", "no url", "ftp://collector.example/x", "https://user:word@collector.example/"])(
    "to %j fails",
    async (url) => {
      expect(await client.deliver(attempt(1, { url }))).toEqual({
        outcome: "failed",
        reason: "url-invalid",
      });
    },
  );
});

describe("private addresses", () => {
  const open: { close(): void }[] = [];
  afterEach(() => {
    for (const one of open.splice(0)) one.close();
  });
  const guarded = (addresses: readonly string[], allowPrivate = false) => {
    const made = createCollectorClient({
      clock,
      timeoutMs: 400,
      allowPrivate,
      resolve: async () =>
        addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    });
    open.push(made);
    return made;
  };

  test.each([
    ...["http://127.0.0.1:PORT/webhooks", "http://localhost:PORT/webhooks", "http://0/"],
    ...["http://2130706433:PORT/webhooks", "http://0x7f.1:PORT/", "http://127.1:PORT/"],
    ...["http://[::1]:PORT/", "http://[::ffff:127.0.0.1]:PORT/", "http://169.254.169.254/"],
    ...["https://10.0.0.1/", "http://127.0.0.1.:PORT/"],
  ])("are refused: %s", async (address) => {
    const url = address.replace("PORT", new URL(collector.origin).port);
    const outcome = await guarded(["127.0.0.1"]).deliver(attempt(1, { url }));
    expect(outcome).toEqual({ outcome: "failed", reason: "address-refused" });
    expect(await received()).toEqual([]);
  });

  test("are refused behind a name, also when only one of several is private", async () => {
    for (const addresses of [["192.168.0.1"], ["93.184.216.34", "127.0.0.1"], ["fd00::1"]]) {
      const url = "https://collector.example/webhooks";
      expect(await guarded(addresses).deliver(attempt(1, { url }))).toEqual({
        outcome: "failed",
        reason: "address-refused",
      });
    }
  });

  test("may be allowed; then the judged address is used, whatever the name means", async () => {
    const url = `http://collector.example:${new URL(collector.origin).port}/webhooks`;
    expect(await guarded(["127.0.0.1"], true).deliver(attempt(1, { url }))).toEqual({
      outcome: "accepted",
      status: 204,
    });
  });

  test("are the only ones that plain http may reach", async () => {
    const url = "http://collector.example/webhooks";
    expect(await guarded(["93.184.216.34"], true).deliver(attempt(1, { url }))).toEqual({
      outcome: "failed",
      reason: "url-invalid",
    });
  });

  test("a name that nobody knows, and a name server that is silent", async () => {
    const url = "https://collector.example/webhooks";
    expect(await guarded([]).deliver(attempt(1, { url }))).toMatchObject({
      reason: "host-unknown",
    });
    const silent = createCollectorClient({
      clock,
      timeoutMs: 100,
      allowPrivate: false,
      resolve: () => new Promise(() => {}),
    });
    expect(await silent.deliver(attempt(1, { url }))).toMatchObject({ reason: "timeout" });
  });
});

describe("a kept connection", () => {
  let server: Server;
  afterEach(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  async function start(handler: Parameters<typeof createServer>[1]): Promise<string> {
    server = createServer(handler!);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  test("that the other side has dropped is tried once afresh", async () => {
    const seen = new Map<unknown, number>();
    const url = await start((request, response) => {
      const times = (seen.get(request.socket) ?? 0) + 1;
      seen.set(request.socket, times);
      if (times > 1) request.socket.resetAndDestroy();
      else request.resume().on("end", () => response.writeHead(200).end("ok"));
    });
    for (let seq = 1; seq <= 4; seq++) {
      expect(await client.deliver(attempt(seq, { url }))).toMatchObject({ outcome: "accepted" });
    }
    expect(seen.size).toBe(4);
  });

  test("does not wait for an answer without end", async () => {
    const url = await start((_request, response) => {
      response.writeHead(202);
      const flood = setInterval(() => response.write("x".repeat(50_000)), 5);
      response.on("close", () => clearInterval(flood));
    });
    expect(await client.deliver(attempt(1, { url }))).toEqual({ outcome: "accepted", status: 202 });
  });
});
