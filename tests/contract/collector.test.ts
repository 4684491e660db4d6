import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { systemClock } from "#app/gateways/clock.server.ts";
import { createCollectorClient } from "#app/gateways/collector/collector-client.server.ts";
import { type SimulatorProcess, startSimulator } from "../support/simulator.ts";

const SECRET = `whsec_${Buffer.alloc(32, 5).toString("base64")}`;
const client = createCollectorClient({ clock: systemClock, timeoutMs: 3000, allowPrivate: true });

let started: SimulatorProcess[] = [];
let ends: (() => void)[] = [];
afterEach(async () => {
  for (const end of ends) end();
  await Promise.all(started.map((one) => one.stop()));
  started = [];
  ends = [];
});

async function collector(argv: readonly string[]): Promise<Record<string, string>> {
  const process = await startSimulator("collector", argv);
  started.push(process);
  return process.addresses;
}

function deliver(url: string, accountRef: string, accountSeq: number, type = "plan.agreed") {
  const id = `${accountRef}-${accountSeq}`;
  const body = JSON.stringify({ id, type, accountRef, accountSeq, data: { plan: "<p1>" } });
  return client.deliver({ url, secrets: [SECRET], id, body });
}

interface Told {
  readonly path: string | undefined;
  readonly key: string | undefined;
  readonly once: unknown;
  readonly body: unknown;
}

/** A portal that answers busy at first and then takes what is applied. */
async function portal(): Promise<{ origin: string; told: Told[] }> {
  const told: Told[] = [];
  let busy = 1;
  const server = createServer(async (request: IncomingMessage, response) => {
    let text = "";
    for await (const chunk of request) text += String(chunk);
    if (busy-- > 0) return void response.writeHead(503).end();
    told.push({
      path: request.url,
      key: request.headers.authorization,
      once: request.headers["idempotency-key"],
      body: JSON.parse(text),
    });
    response.writeHead(200).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ends.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, told };
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
}

test("the collector's system reports as applied what it has accepted, in order", async () => {
  const { origin, told } = await portal();
  const applying = ["--secret", SECRET, "--apply", "--api-base", origin, "--api-key", "key-1"];
  const system = await collector(applying);
  expect(await deliver(system.webhookUrl!, "A-1", 1)).toMatchObject({ outcome: "accepted" });
  expect(await deliver(system.webhookUrl!, "A-1", 2)).toMatchObject({ outcome: "accepted" });
  await until(() => told.length === 2);
  expect(told).toEqual(
    [1, 2].map((accountSeq) => ({
      path: "/api/v1/events/applied",
      key: "Bearer key-1",
      once: `applied-A-1-${accountSeq}`,
      body: { accountRef: "A-1", accountSeq },
    })),
  );
  const events = async () =>
    (await (await fetch(`${system.origin}/events?accountRef=A-1`)).json()) as {
      appliedAt: string | null;
    }[];
  await until(async () => (await events()).every((event) => event.appliedAt !== null));
});

test("it refuses all until it has a secret, which may come later", async () => {
  const system = await collector([]);
  expect(await deliver(system.webhookUrl!, "A-1", 1)).toMatchObject({ status: 401 });
  await fetch(`${system.origin}/_sim/configure`, {
    method: "POST",
    body: JSON.stringify({ secret: SECRET }),
  });
  expect(await deliver(system.webhookUrl!, "A-1", 1)).toMatchObject({ outcome: "accepted" });
});

test("its page shows the events of an account in both languages", async () => {
  const system = await collector(["--secret", SECRET]);
  await deliver(system.webhookUrl!, "6225/<1>", 1);
  await deliver(system.webhookUrl!, "6225/<1>", 3, "payment.succeeded");
  const pages = await Promise.all(
    ["zh-CN", "en"].map(async (lang) => {
      const query = new URLSearchParams({ accountRef: "6225/<1>", lang });
      return (await fetch(`${system.origin}/?${query}`)).text();
    }),
  );
  expect(pages[0]).toContain("还款计划已签署");
  expect(pages[0]).toContain("付款已到账");
  expect(pages[0]).toContain("与上一条不连续");
  expect(pages[1]).toContain("Plan agreed");
  expect(pages[1]).toContain("not straight after the one before");
  for (const html of pages) {
    expect(html).toContain("6225/&lt;1&gt;");
    expect(html).not.toMatch(/<1>|<p1>|<script/);
  }
});

test("a simulator binds loopback only and ends with its parent", async () => {
  const inbox = await startSimulator("inbox");
  expect(inbox.addresses).toEqual({
    origin: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    smtpUrl: expect.stringMatching(/^smtp:\/\/127\.0\.0\.1:\d+$/),
    smsUrl: `${inbox.addresses.origin}/sms`,
  });
  expect(await (await fetch(`${inbox.addresses.origin}/messages?to=`)).json()).toEqual([]);
  await inbox.stop();
  await expect(fetch(inbox.addresses.origin!)).rejects.toThrow();
});
