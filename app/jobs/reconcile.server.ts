import type { Runtime } from "#app/services/ports.ts";
import { reconcile } from "#app/services/reconcile/reconcile.server.ts";

/** Holds the provider's books of the last days against the ledger. */
export async function reconcileTask(runtime: Runtime): Promise<void> {
  const { breaks, raised, explained } = await reconcile(runtime);
  const level = breaks.length > 0 ? "warn" : "info";
  runtime.log[level]({ breaks: breaks.length, raised, explained }, "reconciled");
}
