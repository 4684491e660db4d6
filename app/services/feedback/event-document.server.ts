import type { EventRow } from "#app/db/stores/events.server.ts";

/** An event as the feed and the webhooks carry it (interfaces.md §6). */
export function eventDocument(event: EventRow) {
  return {
    seq: Number(event.seq),
    id: event.id,
    type: event.type,
    version: event.version,
    portfolio: event.portfolio,
    accountRef: event.accountRef,
    accountSeq: Number(event.accountSeq),
    occurredAt: event.occurredAt.toISOString(),
    data: event.data,
  };
}

export type EventDocument = ReturnType<typeof eventDocument>;
