import { forgetKeys } from "#app/db/stores/idempotency.server.ts";
import type { Runtime } from "#app/services/ports.ts";

/** Money and holds are held to once by their own names for ever; answers are kept this long. */
const keptMs = 30 * 86_400_000;

/** Forgets the kept answers of old requests to the API. */
export async function forgetKeysTask(runtime: Runtime): Promise<void> {
  const forgotten = await forgetKeys(runtime.db, new Date(runtime.clock.now() - keptMs));
  if (forgotten > 0) runtime.log.info({ forgotten }, "old answers of the API forgotten");
}
