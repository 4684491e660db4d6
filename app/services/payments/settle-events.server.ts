import { raiseBreak } from "#app/db/stores/breaks.server.ts";
import {
  claimProviderEvents,
  endProviderEvent,
  type ProviderEventRow,
  postponeProviderEvent,
} from "#app/db/stores/provider-events.server.ts";
import type { Runtime } from "../ports.ts";
import { type EventOutcome, settleEvent } from "./settle-event.server.ts";

const leaseMs = 60_000;
const batch = 10;
const longestWaitMs = 3_600_000;
/** About half an hour of tries: then what matches nothing is for a person to see. */
const triesUntilBreak = 10;
/** About three days: no outage of the provider lasts as long, so its answer itself is the fault. */
const triesUnanswered = 80;

/**
 * Works through the provider's events that are due (payments.md §3). What cannot be settled yet is
 * tried again with growing waits; what matches nothing becomes a break; nothing is dropped.
 * Answers how many it took.
 */
export async function settleEvents(runtime: Runtime): Promise<number> {
  let taken = 0;
  for (;;) {
    const now = new Date(runtime.clock.now());
    const events = await claimProviderEvents(runtime.db, now, leaseMs, batch);
    await Promise.all(events.map((event) => handle(runtime, event)));
    taken += events.length;
    if (events.length === 0) return taken;
  }
}

async function handle(runtime: Runtime, event: ProviderEventRow): Promise<void> {
  try {
    await conclude(runtime, event, await settleEvent(runtime, event));
  } catch (error) {
    runtime.log.error({ err: error, eventId: event.id }, "provider event not settled");
    if (event.tries >= triesUntilBreak) await report(runtime, event, "provider:event-fails");
    await postpone(runtime, event, String(error));
  }
}

async function conclude(
  runtime: Runtime,
  event: ProviderEventRow,
  outcome: EventOutcome,
): Promise<void> {
  if (outcome === "no-answer") {
    if (event.tries >= triesUnanswered) await report(runtime, event, "provider:event-fails");
    return postpone(runtime, event, outcome);
  }
  if (outcome === "unmatched" && event.tries < triesUntilBreak) {
    return postpone(runtime, event, outcome);
  }
  if (outcome === "unmatched") await report(runtime, event, "provider:unmatched");
  await endProviderEvent(runtime.db, event.id, outcome, new Date(runtime.clock.now()));
}

/** 2 s, 4 s, 8 s … an hour. */
async function postpone(runtime: Runtime, event: ProviderEventRow, why: string): Promise<void> {
  const waitMs = Math.min(1_000 * 2 ** Math.min(event.tries, 30), longestWaitMs);
  const nextTryAt = new Date(runtime.clock.now() + waitMs);
  await postponeProviderEvent(runtime.db, event.id, why, nextTryAt);
}

/** One break for all events of one object. */
async function report(runtime: Runtime, event: ProviderEventRow, kind: string): Promise<void> {
  await raiseBreak(runtime.db, {
    id: runtime.ids.next(),
    portfolioId: null,
    accountId: null,
    kind,
    reference: event.objectId || event.id,
    detail: { eventId: event.id, type: event.type, provider: event.provider },
    at: new Date(runtime.clock.now()),
  });
}
