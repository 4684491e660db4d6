import { watchPlans } from "#app/services/plans/watch-plans.server.ts";
import type { Runtime } from "#app/services/ports.ts";

/** Looks at the plans whose day has come. */
export async function watchPlansTask(runtime: Runtime): Promise<void> {
  await watchPlans(runtime);
}
