import { collectChanges } from "#app/services/payments/collect-changes.server.ts";
import type { Runtime } from "#app/services/ports.ts";

/** Reads the payment provider's events, for those that no webhook brought. */
export async function collectChangesTask(runtime: Runtime): Promise<void> {
  await collectChanges(runtime);
}
