import Stripe from "stripe";
import { assert } from "#app/domain/primitives/assert.ts";

export interface StripeOptions {
  secretKey: string;
  /** The endpoint's signing secrets; several while one replaces another. */
  webhookSecrets: readonly string[];
  /** A simulator's origin; Stripe itself without one. Never with a live key. */
  apiBase?: string;
  /** For each try; 20 s by default (the SDK's own 80 s would hold up a debtor). */
  timeoutMs?: number;
  /** Further tries of one call, under the same idempotency key; 2 by default. */
  maxNetworkRetries?: number;
}

/** One account of Stripe, and what a call needs to know of it. */
export interface Connection {
  readonly stripe: Stripe;
  readonly livemode: boolean;
  readonly webhookSecrets: readonly string[];
}

export function connect(options: StripeOptions): Connection {
  const livemode = /^(sk|rk)_live_/.test(options.secretKey);
  assert(!(livemode && options.apiBase), "a live key is only ever sent to Stripe itself");
  const stripe = new Stripe(options.secretKey, {
    timeout: options.timeoutMs ?? 20_000,
    maxNetworkRetries: options.maxNetworkRetries ?? 2,
    telemetry: false,
    appInfo: { name: "Evenkeel" },
    ...(options.apiBase ? addressOf(options.apiBase) : {}),
  });
  return { stripe, livemode, webhookSecrets: options.webhookSecrets };
}

function addressOf(apiBase: string): { host: string; port: string; protocol: "http" | "https" } {
  const { hostname, port, protocol } = new URL(apiBase);
  const scheme = protocol === "http:" ? "http" : "https";
  return { host: hostname, port: port || (scheme === "http" ? "80" : "443"), protocol: scheme };
}
