import { listDueEndpoints } from "#app/db/stores/endpoints.server.ts";
import type { Runtime } from "../ports.ts";
import { deliverDue } from "./deliver-due.server.ts";
import { sequenceFacts } from "./sequence-events.server.ts";

/**
 * One turn: places new facts in the feed and sets every endpoint that has work going. `busy` holds
 * the endpoints under way, by id; the turn does not wait for them. `stop` ends them early.
 */
export async function handOnEvents(
  runtime: Runtime,
  busy: Map<string, Promise<void>>,
  stop: AbortSignal,
): Promise<void> {
  await sequenceFacts(runtime);
  const due = await listDueEndpoints(runtime.db, new Date(runtime.clock.now()));
  for (const { id } of due) {
    if (busy.has(id)) continue;
    const work = deliverDue(runtime, id, stop)
      .catch((error: Error) => {
        runtime.log.warn({ err: error.message, endpointId: id }, "delivery broke off");
      })
      .finally(() => busy.delete(id));
    busy.set(id, work);
  }
}
