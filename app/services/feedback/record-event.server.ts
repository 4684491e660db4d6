import type { Tx } from "#app/db/database.server.ts";
import { appendEvent, type NewEvent } from "#app/db/stores/events.server.ts";
import type { Runtime } from "../ports.ts";

/**
 * Records a fact owed to the system of record, in the transaction that made it (domain.md §10),
 * and wakes the worker when that commits. Answers the account's number of the event.
 */
export async function recordEvent(
  runtime: Runtime,
  tx: Tx,
  fact: Pick<NewEvent, "accountId" | "type" | "data"> & { readonly occurredAt?: Date },
): Promise<bigint> {
  const seq = await appendEvent(tx, {
    id: runtime.ids.next(),
    occurredAt: new Date(runtime.clock.now()),
    ...fact,
  });
  await tx.query("select pg_notify('evenkeel_events', '')", []);
  return seq;
}
