import { chargePlanInterest } from "#app/services/plans/charge-plan-interest.server.ts";
import type { Runtime } from "#app/services/ports.ts";

/** Posts the interest of plans whose due date has come. */
export async function chargePlanInterestTask(runtime: Runtime): Promise<void> {
  await chargePlanInterest(runtime);
}
