import { settleEvents } from "#app/services/payments/settle-events.server.ts";
import type { Runtime } from "#app/services/ports.ts";

/** Works through what the payment provider told. */
export async function settleEventsTask(runtime: Runtime): Promise<void> {
  await settleEvents(runtime);
}
