import { sweepRefunds } from "#app/services/payments/sweep-refunds.server.ts";
import type { Runtime } from "#app/services/ports.ts";

/** Asks the payment provider about every refund that is on its way. */
export async function sweepRefundsTask(runtime: Runtime): Promise<void> {
  await sweepRefunds(runtime);
}
