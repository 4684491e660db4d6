import type { Tx } from "#app/db/database.server.ts";
import type { AccountRow } from "#app/db/stores/accounts.server.ts";
import { listAccountPlans } from "#app/db/stores/plans.server.ts";
import type { Runtime } from "../ports.ts";
import { progressPlan } from "./progress-plan.server.ts";

/**
 * Looks again at the newest plan where it is broken, after a hold was set that may cover the break
 * (decision 26) or money came back that had been taken away (decision 28): had that been known,
 * nothing might have been missed. What was paid meanwhile counts, and may complete it. Not on an
 * account that was closed or recalled. The caller holds the account's lock.
 */
export async function restoreBrokenPlan(runtime: Runtime, tx: Tx, row: AccountRow): Promise<void> {
  if (row.status !== "open") return;
  const [newest] = await listAccountPlans(tx, row.id);
  if (newest?.state !== "broken") return;
  await progressPlan(runtime, tx, row.id, newest.id);
}
