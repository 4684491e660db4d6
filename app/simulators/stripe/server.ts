import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { closer, listen, readBody } from "../shared/serve.ts";
import { type ApiAnswer, serveApi } from "./api/serve.ts";
import { sandboxClock } from "./clock.ts";
import { type SimulatorControl, simulatorControl } from "./control/control.ts";
import { serveControl } from "./control/serve.ts";
import { sendDesk } from "./desk/serve.ts";
import { loadMemory, saveMemory } from "./home.ts";
import { sendHostedPage } from "./pages/send.ts";
import { expireDue } from "./payments/expire.ts";
import { settleDue } from "./payments/settle-due.ts";
import { midnight, payOutDue } from "./payouts/pay-out.ts";
import { addEndpoint } from "./resources/webhook-endpoints.ts";
import type { Sandbox } from "./sandbox.ts";
import { Outbox } from "./webhooks/outbox.ts";

export interface SimulatorOptions {
  /** 0 takes any free port. */
  port?: number;
  webhookUrl?: string;
  webhookSecret?: string;
  log?: (line: string) => void;
  /** Folder that keeps the state between runs; in memory without one. */
  home?: string;
  retryDelaysMs?: readonly number[];
  webhookTimeoutMs?: number;
  /** Without one, money that settles later waits for the control. */
  settleAfterMs?: number;
  /** Payouts at each midnight (UTC); without it only when the control says so. */
  dailyPayouts?: boolean;
  /** Sees what each answer and event says, as `POST /v1/refunds` or `event charge.refunded`. */
  witness?: (what: string, body: string) => void;
}

export interface StripeSimulator {
  origin: string;
  /** Live, for tests to read; change it through `control`. */
  state: Sandbox;
  control: SimulatorControl;
  close(): Promise<void>;
}

/** Stripe tries for three days; here the last try is after about five minutes. */
const defaultDelaysMs = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 180_000];

/** A Stripe account of its own on 127.0.0.1: API, hosted pages, webhooks, control. */
export async function startStripeSimulator(
  options: SimulatorOptions = {},
): Promise<StripeSimulator> {
  const sandbox = newSandbox(options);
  const control = simulatorControl(sandbox);
  const server = createServer((request, response) => {
    serve(sandbox, control, request, response)
      .then(() => request.method !== "GET" && saveMemory(options.home, sandbox.memory))
      .catch((error: unknown) => {
        sandbox.log(`failed: ${String(error)}`);
        if (!response.headersSent) response.writeHead(500).end();
      });
  });
  const close = closer(server);
  sandbox.origin = `http://127.0.0.1:${await listen(server, options.port ?? 0)}`;
  const sweep = setInterval(() => {
    const before = Object.keys(sandbox.memory.events).length;
    expireDue(sandbox);
    settleDue(sandbox);
    payOutDue(sandbox);
    const after = Object.keys(sandbox.memory.events).length;
    // What has been told must still be there after a crash.
    if (after !== before) saveMemory(options.home, sandbox.memory);
  }, 1_000);
  sweep.unref();
  return {
    origin: sandbox.origin,
    state: sandbox,
    control,
    close: async () => {
      clearInterval(sweep);
      await Promise.all([sandbox.outbox.close(), close()]);
      saveMemory(options.home, sandbox.memory);
    },
  };
}

function newSandbox(options: SimulatorOptions): Sandbox {
  const memory = loadMemory(options.home);
  const clock = sandboxClock();
  const log = options.log ?? (() => undefined);
  const sandbox: Sandbox = {
    origin: "",
    memory,
    clock,
    log,
    witness: options.witness ?? (() => undefined),
    faults: [],
    request: { id: null, key: null },
    requests: [],
    dailyPayouts: options.dailyPayouts ?? false,
    eventsLost: 0,
    nextRefund: null,
    settleAfterMs: options.settleAfterMs ?? null,
    outbox: new Outbox({
      memory: () => sandbox.memory,
      clock,
      log,
      retryDelaysMs: options.retryDelaysMs ?? defaultDelaysMs,
      timeoutMs: options.webhookTimeoutMs ?? 10_000,
    }),
  };
  if (options.dailyPayouts) memory.payoutsSince ??= midnight(sandbox);
  memory.endpoints = {};
  memory.secrets = {};
  if (options.webhookUrl) {
    addEndpoint(sandbox, options.webhookUrl, [options.webhookSecret ?? "whsec_test"], ["*"]);
  }
  return sandbox;
}

async function serve(
  sandbox: Sandbox,
  control: SimulatorControl,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://simulator");
  const method = request.method ?? "GET";
  const body = (await readBody(request))?.toString("utf8") ?? "";
  if (url.pathname.startsWith("/v1/")) {
    const answer = await serveApi(sandbox, {
      method,
      path: url.pathname,
      query: url.search.slice(1),
      body,
      authorization: header(request, "authorization"),
      key: header(request, "idempotency-key"),
      version: header(request, "stripe-version"),
    });
    note(sandbox, request, url.pathname, typeof answer === "string" ? 0 : answer.status);
    sendApi(request, response, answer);
    return;
  }
  if (url.pathname.startsWith("/_sim/")) {
    const answer = serveControl(sandbox, control, { method, name: url.pathname.slice(6), body });
    response.writeHead(answer.status, { "content-type": "application/json" }).end(answer.body);
    return;
  }
  if (url.pathname === "/") {
    sendDesk(sandbox, control, { request, response, url, body });
    return;
  }
  sendHostedPage(sandbox, request, response, { url, body });
}

const header = (request: IncomingMessage, name: string): string | null => {
  const value = request.headers[name];
  return typeof value === "string" ? value : null;
};

function note(sandbox: Sandbox, request: IncomingMessage, path: string, status: number): void {
  const { method = "GET" } = request;
  const key = header(request, "idempotency-key");
  sandbox.requests.push({ at: sandbox.clock.now(), method, path, key, status });
  if (sandbox.requests.length > 500) sandbox.requests.shift();
  sandbox.log(`${method} ${path} ${status || "no answer"}`);
}

function sendApi(request: IncomingMessage, response: ServerResponse, answer: ApiAnswer): void {
  if (answer === "hang") return;
  if (answer === "reset") {
    request.socket.resetAndDestroy();
    return;
  }
  response.writeHead(answer.status, answer.headers).end(answer.body);
}
