import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "vitest";
import type { StripeOptions } from "#app/gateways/stripe/connection.server.ts";
import { stripeProvider } from "#app/gateways/stripe/provider.server.ts";
import type { Outcome } from "#app/services/payments/outcome.ts";
import type { PaymentOrder, PaymentProvider } from "#app/services/payments/provider.ts";
import type { SimulatorOptions, StripeSimulator } from "#app/simulators/stripe/server.ts";
import { startWitnessed } from "../support/stripe-simulator.ts";

export const secret = "whsec_contract_one";

/** A simulator and the adapter that talks to it, with waits short enough for tests. */
export async function startPair(
  simulated: SimulatorOptions = {},
  options: Partial<StripeOptions> = {},
): Promise<{ simulator: StripeSimulator; provider: PaymentProvider }> {
  const simulator = await startWitnessed({
    webhookSecret: secret,
    retryDelaysMs: [10, 20, 40],
    // Generous: an answer that is late on a busy machine must not change the order.
    webhookTimeoutMs: 20_000,
    ...simulated,
  });
  return { simulator, provider: providerAt(simulator.origin, options) };
}

export const providerAt = (
  apiBase: string | undefined,
  options: Partial<StripeOptions> = {},
): PaymentProvider =>
  stripeProvider({
    secretKey: "sk_test_contract",
    webhookSecrets: [secret],
    timeoutMs: 2_000,
    maxNetworkRetries: 0,
    ...(apiBase ? { apiBase } : {}),
    ...options,
  });

let made = 0;

/** An order that Stripe takes, with an attempt of its own. */
export function order(change: Partial<PaymentOrder> = {}): PaymentOrder {
  made += 1;
  const attemptId = `0192aaaa-0000-7000-8000-${Date.now().toString(16)}${made}` as const;
  return {
    attemptId: attemptId as PaymentOrder["attemptId"],
    idempotencyKey: `attempt:${attemptId}:create`,
    amountMinor: 60_000n,
    currency: "CNY",
    locale: "zh-CN",
    description: "Repayment to Harbour Test Bank",
    methods: ["card", "alipay", "wechat_pay"],
    successUrl: "http://127.0.0.1:9/return?session={CHECKOUT_SESSION_ID}",
    cancelUrl: "http://127.0.0.1:9/pay",
    expiresAt: Date.now() + 3_600_000,
    ...change,
  };
}

/** The value of an outcome that must be ok. */
export function value<T>(outcome: Outcome<T>): T {
  expect(outcome).toMatchObject({ kind: "ok" });
  return (outcome as { value: T }).value;
}

export interface Received {
  body: string;
  signature: string | null;
}

/** A webhook receiver that answers as told and keeps what came. */
export async function startReceiver(answers: number[] = []): Promise<{
  url: string;
  received: Received[];
  close(): Promise<void>;
}> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const signature = request.headers["stripe-signature"];
    received.push({
      body: Buffer.concat(chunks).toString("utf8"),
      signature: typeof signature === "string" ? signature : null,
    });
    response.writeHead(answers.shift() ?? 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/webhooks/stripe`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
