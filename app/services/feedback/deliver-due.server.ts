import {
  acceptDelivery,
  type ClaimedDelivery,
  claimDeliveries,
  postponeDelivery,
} from "#app/db/stores/deliveries.server.ts";
import { type EndpointRow, findEndpoint, setFailing } from "#app/db/stores/endpoints.server.ts";
import { markSent } from "#app/db/stores/events.server.ts";
import { nextTryAt } from "#app/domain/feedback/retry.ts";
import type { DeliveryOutcome, Runtime } from "../ports.ts";
import { endpointBinding } from "./add-endpoint.server.ts";
import { disableEndpoint } from "./disable-endpoint.server.ts";
import { eventDocument } from "./event-document.server.ts";

/** Events of different accounts that go to one endpoint at the same time. */
const atOnce = 8;
/** Beyond the time-out of a try: after it, whoever took a delivery has died. */
const patienceMs = 45_000;

/** What is on its way to one endpoint; shared by all turns of a worker. */
export interface Lanes {
  open: number;
}

/**
 * Hands one endpoint what is due, in order on each account, until nothing is due, it is disabled
 * or `stop` is given (interfaces.md §7). Safe beside other workers: each takes other accounts.
 */
export async function deliverDue(
  runtime: Runtime,
  endpointId: string,
  stop: AbortSignal,
): Promise<void> {
  await Promise.all(await startDeliveries(runtime, endpointId, { open: 0 }, stop));
}

/**
 * Takes as much of what is due as the lanes have room for and answers the work, under way: a lane
 * goes on with what is due next, so that an account that hangs holds up no other.
 */
export async function startDeliveries(
  runtime: Runtime,
  endpointId: string,
  lanes: Lanes,
  stop: AbortSignal,
): Promise<Promise<void>[]> {
  const room = atOnce - lanes.open;
  const claimed = room > 0 ? await claim(runtime, endpointId, room) : null;
  if (claimed === null) return [];
  return claimed.events.map(async (first) => {
    lanes.open += 1;
    try {
      await deliver(runtime, claimed.endpoint, first);
      while (!stop.aborted) {
        const next = await claim(runtime, endpointId, 1);
        const [event] = next?.events ?? [];
        if (next === null || event === undefined) return;
        await deliver(runtime, next.endpoint, event);
      }
    } finally {
      lanes.open -= 1;
    }
  });
}

/** Takes events for an endpoint as it is now; null when it takes none. */
async function claim(runtime: Runtime, endpointId: string, limit: number) {
  const endpoint = await findEndpoint(runtime.db, endpointId);
  if (endpoint?.state !== "enabled") return null;
  const nowMs = runtime.clock.now();
  const at = new Date(nowMs);
  const until = new Date(nowMs + runtime.settings.webhookTimeoutMs + patienceMs);
  const events = await claimDeliveries(runtime.db, endpointId, { at, until, limit });
  const ids = events.map((event) => event.id);
  if (ids.length > 0) await markSent(runtime.db, ids, at);
  return { endpoint, events };
}

async function deliver(
  runtime: Runtime,
  endpoint: EndpointRow,
  event: ClaimedDelivery,
): Promise<void> {
  const outcome = await runtime.collector.deliver({
    url: endpoint.url,
    secrets: runtime.sealer.open<string[]>(endpointBinding(endpoint), endpoint.secrets),
    id: event.id,
    body: JSON.stringify(eventDocument(event)),
  });
  const status = statusOf(outcome);
  const at = new Date(runtime.clock.now());
  if (outcome.outcome === "accepted") {
    await runtime.db.transaction(async (tx) => {
      await acceptDelivery(tx, endpoint.id, event, status, at);
    });
    if (endpoint.failingSince !== null) await setFailing(runtime.db, endpoint.id, null);
    return;
  }
  runtime.log.warn({ endpointId: endpoint.id, eventId: event.id, status }, "event not accepted");
  if (endpoint.failingSince === null) await setFailing(runtime.db, endpoint.id, at);
  const next = nextTryAt(event.tries, at.getTime(), spreadOf(event.id));
  await postponeDelivery(runtime.db, endpoint.id, event, status, new Date(next ?? at));
  if (next === null) await disableEndpoint(runtime, endpoint);
}

function statusOf(outcome: DeliveryOutcome): string {
  if (outcome.outcome === "accepted") return String(outcome.status);
  return outcome.status === undefined ? outcome.reason : `${outcome.reason}:${outcome.status}`;
}

/** From the random end of the event's id, so that events do not all return at one moment. */
function spreadOf(eventId: string): number {
  return Number.parseInt(eventId.slice(-4), 16) / 0x10000;
}
