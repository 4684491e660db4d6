import type { Tx } from "#app/db/database.server.ts";
import { appendEvent } from "#app/db/stores/events.server.ts";
import { type EventData, eventFact } from "#app/domain/feedback/event-data.ts";
import type { EventType } from "#app/domain/feedback/event-type.ts";
import type { Runtime } from "../ports.ts";

export interface NewFact<Type extends EventType> {
  readonly accountId: string;
  readonly type: Type;
  readonly data: EventData<Type>;
}

/** The channel on which a worker hears that there are facts to hand on. */
export const eventsChannel = "evenkeel_events";

/**
 * Records a fact owed to the system of record, in the transaction that made it (domain.md §10),
 * and wakes the worker when that commits. Answers the account's number of the event.
 */
export async function recordEvent<Type extends EventType>(
  runtime: Runtime,
  tx: Tx,
  { accountId, type, data }: NewFact<Type>,
): Promise<bigint> {
  const event = {
    ...eventFact(type, data),
    id: runtime.ids.next(),
    accountId,
    occurredAt: new Date(runtime.clock.now()),
  };
  return appendEvent(tx, event, eventsChannel);
}
