import { sweepAttempts } from "#app/services/payments/sweep-attempts.server.ts";
import type { Runtime } from "#app/services/ports.ts";

/** Asks the payment provider about every attempt that is open. */
export async function sweepAttemptsTask(runtime: Runtime): Promise<void> {
  await sweepAttempts(runtime);
}
