import { addJob } from "#app/db/stores/jobs.server.ts";
import { insertProviderEvent } from "#app/db/stores/provider-events.server.ts";
import type { Runtime } from "../ports.ts";
import type { ProviderEvent } from "./provider.ts";

/** Names the work that empties the inbox; jobs/tasks knows it by the same name. */
export const settleEventsTask = "settle-events";

/**
 * Keeps an event of the provider, its envelope only: what it says of people and cards is theirs,
 * and its object is fetched fresh. False when it was there already.
 */
export async function keepEvent(runtime: Runtime, event: ProviderEvent): Promise<boolean> {
  return runtime.db.transaction(async (tx) => {
    const kept = await insertProviderEvent(tx, {
      id: event.id,
      provider: runtime.payments.name,
      type: event.type,
      objectId: event.objectId ?? "",
      payload: event,
      receivedAt: new Date(runtime.clock.now()),
    });
    if (kept) await addJob(tx, { task: settleEventsTask, payload: {}, key: settleEventsTask });
    return kept;
  });
}
