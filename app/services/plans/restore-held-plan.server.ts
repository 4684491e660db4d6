import type { Tx } from "#app/db/database.server.ts";
import type { AccountRow } from "#app/db/stores/accounts.server.ts";
import { listAccountPlans } from "#app/db/stores/plans.server.ts";
import type { Runtime } from "../ports.ts";
import { progressPlan } from "./progress-plan.server.ts";

/**
 * Brings back the newest plan where it was broken in days that a hold set afterwards covers: had
 * the hold been known, nothing would have been missed (decision 26). What was paid meanwhile
 * counts, and may complete it. Not on an account that was closed or recalled. The caller holds the
 * account's lock and has written the hold.
 */
export async function restoreHeldPlan(runtime: Runtime, tx: Tx, row: AccountRow): Promise<void> {
  if (row.status !== "open") return;
  const [newest] = await listAccountPlans(tx, row.id);
  if (newest?.state !== "broken") return;
  await progressPlan(runtime, tx, row.id, newest.id);
}
