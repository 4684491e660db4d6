import { listDueEndpoints } from "#app/db/stores/endpoints.server.ts";
import type { Runtime } from "../ports.ts";
import { type Lanes, startDeliveries } from "./deliver-due.server.ts";
import { sequenceFacts } from "./sequence-events.server.ts";

/** What a worker has on its way, by endpoint. */
export interface UnderWay {
  readonly lanes: Map<string, Lanes>;
  readonly work: Set<Promise<void>>;
}

/**
 * One turn: places new facts in the feed and sets going what is due for every endpoint. The turn
 * does not wait for the outside; `stop` ends the work early.
 */
export async function handOnEvents(
  runtime: Runtime,
  { lanes, work }: UnderWay,
  stop: AbortSignal,
): Promise<void> {
  await sequenceFacts(runtime);
  const due = await listDueEndpoints(runtime.db, new Date(runtime.clock.now()));
  for (const { id } of due) {
    const own = lanes.get(id) ?? { open: 0 };
    lanes.set(id, own);
    for (const lane of await startDeliveries(runtime, id, own, stop)) {
      const ended = lane
        .catch((error: Error) => {
          runtime.log.warn({ err: error.message, endpointId: id }, "a delivery broke off");
        })
        .finally(() => work.delete(ended));
      work.add(ended);
    }
  }
}
