import type { Clock, CollectorClient, WebhookAttempt } from "#app/services/ports.ts";
import { exchange, openAgents } from "./exchange.server.ts";
import { signatureHeaders } from "./sign.server.ts";
import { type Resolve, resolveTarget, systemResolve } from "./target.server.ts";

export interface CollectorOptions {
  readonly clock: Clock;
  /** For the whole attempt: name, connection and answer. */
  readonly timeoutMs: number;
  /** Lets webhooks reach private and loopback addresses. */
  readonly allowPrivate: boolean;
  readonly resolve?: Resolve;
}

/** Hands events to collectors' endpoints; `close` ends the connections that are kept. */
export function createCollectorClient(
  options: CollectorOptions,
): CollectorClient & { close(): void } {
  const agents = openAgents();
  const resolve = options.resolve ?? systemResolve;
  return {
    close: agents.close,
    async deliver({ url, secrets, id, body }: WebhookAttempt) {
      const signal = AbortSignal.timeout(options.timeoutMs);
      const target = await inTime(resolveTarget(url, options.allowPrivate, resolve), signal);
      if (!target) return { outcome: "failed", reason: "timeout" };
      if (!target.ok) return { outcome: "failed", reason: target.error };
      const timestampS = Math.floor(options.clock.now() / 1000);
      const headers = signatureHeaders(secrets, { id, timestampS, body });
      return exchange(agents, target.value, { headers, body, signal });
    },
  };
}

/** A name server cannot be told to stop; its answer is not waited for. */
function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
    work.then(resolve, reject);
  });
}
