import { type ClientRequest, Agent as HttpAgent, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { LookupFunction } from "node:net";
import type { DeliveryOutcome } from "#app/services/ports.ts";
import type { Target } from "./target.server.ts";

export interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
  close(): void;
}

export interface Outgoing {
  readonly headers: Record<string, string>;
  readonly body: string;
  /** Ends the attempt. */
  readonly signal: AbortSignal;
}

const MOST_ANSWER_BYTES = 64 * 1024;

/** Connections are kept for a while: an endpoint that catches up gets many events in a row. */
export function openAgents(): Agents {
  const http = new HttpAgent({ keepAlive: true, maxSockets: 32, timeout: 60_000 });
  const https = new HttpsAgent({ keepAlive: true, maxSockets: 32, timeout: 60_000 });
  return {
    http,
    https,
    close: () => {
      http.destroy();
      https.destroy();
    },
  };
}

/**
 * POSTs to the resolved addresses, never to what the name means later. The status decides; no
 * redirect is followed. A kept connection that the other side had closed is tried once afresh.
 */
export async function exchange(
  agents: Agents,
  target: Target,
  outgoing: Outgoing,
): Promise<DeliveryOutcome> {
  const first = await post(agents, target, outgoing);
  if (first !== "stale") return first;
  const second = await post(undefined, target, outgoing);
  return second === "stale" ? { outcome: "failed", reason: "connection-failed" } : second;
}

function post(
  agents: Agents | undefined,
  target: Target,
  outgoing: Outgoing,
): Promise<DeliveryOutcome | "stale"> {
  return new Promise((resolve) => {
    const secure = target.url.protocol === "https:";
    const send = secure ? httpsRequest : httpRequest;
    const request: ClientRequest = send(target.url, {
      method: "POST",
      agent: agents ? (secure ? agents.https : agents.http) : false,
      lookup: pinned(target),
      signal: outgoing.signal,
      headers: {
        ...outgoing.headers,
        "content-type": "application/json",
        "content-length": Buffer.byteLength(outgoing.body),
        "user-agent": "Evenkeel-Webhooks/1",
      },
    });
    request.once("response", (response) => {
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MOST_ANSWER_BYTES) response.destroy();
      });
      response.on("error", () => response.destroy());
      resolve(outcomeOf(response.statusCode ?? 0));
    });
    request.on("error", (error: NodeJS.ErrnoException) => {
      const stale = request.reusedSocket && error.code === "ECONNRESET";
      const reason = outgoing.signal.aborted ? "timeout" : "connection-failed";
      resolve(stale && !outgoing.signal.aborted ? "stale" : { outcome: "failed", reason });
    });
    request.end(outgoing.body);
  });
}

/** Answers the socket's question for the name with the addresses that were judged. */
function pinned({ addresses }: Target): LookupFunction {
  return (_host, options, callback) => {
    if (options.all) callback(null, [...addresses]);
    else callback(null, addresses[0]!.address, addresses[0]!.family);
  };
}

function outcomeOf(status: number): DeliveryOutcome {
  if (status >= 200 && status < 300) return { outcome: "accepted", status };
  const reason = status >= 300 && status < 400 ? "redirected" : "status";
  return { outcome: "failed", status, reason };
}
