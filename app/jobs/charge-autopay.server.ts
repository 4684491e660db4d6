import { runAutopay } from "#app/services/autopay/run-autopay.server.ts";
import type { Runtime } from "#app/services/ports.ts";

/** Gives notice of charges, and makes those that are due. */
export async function chargeAutopayTask(runtime: Runtime): Promise<void> {
  await runAutopay(runtime);
}
