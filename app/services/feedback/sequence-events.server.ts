import { hasUnplacedEvents, sequenceEvents } from "#app/db/stores/events.server.ts";
import type { Runtime } from "../ports.ts";

/** Gives committed facts their place in the feed and queues them for the endpoints. */
export async function sequenceFacts(runtime: Runtime): Promise<void> {
  if (!(await hasUnplacedEvents(runtime.db))) return;
  const at = new Date(runtime.clock.now());
  await runtime.db.transaction((tx) => sequenceEvents(tx, at));
}
