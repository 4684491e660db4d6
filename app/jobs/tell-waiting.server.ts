import { tellWaiting } from "#app/services/messages/tell-waiting.server.ts";
import type { Runtime } from "#app/services/ports.ts";

/** Asks again for messages that a rule of contact stopped for a while. */
export async function tellWaitingTask(runtime: Runtime): Promise<void> {
  await tellWaiting(runtime);
}
