import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { findOpenPlan, listPlansToCharge } from "#app/db/stores/plans.server.ts";
import { addDays } from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { loadAccount } from "../accounts/account-state.server.ts";
import type { Runtime } from "../ports.ts";
import { ownCharges, postOwnCharge } from "./own-charges.server.ts";

/**
 * Posts what plans with a reduced rate or a fee charge, on each due date (interfaces.md §5). The
 * account's own interest is on hold meanwhile, so that the debtor owes what was signed. Who pays
 * all of it off earlier is not charged what was still to come.
 */
export async function chargePlanInterest(runtime: Runtime): Promise<void> {
  const latest = addDays(dateInZone(runtime.clock.now(), "UTC"), 1);
  for (const { id, accountId } of await listPlansToCharge(runtime.db, latest)) {
    await runtime.db.transaction((tx) => chargePlan(runtime, tx, accountId, id));
  }
}

async function chargePlan(runtime: Runtime, tx: Tx, accountId: string, planId: string) {
  const row = await lockAccount(tx, accountId);
  const plan = await findOpenPlan(tx, accountId);
  if (row === null || plan?.id !== planId) return;
  const loaded = await loadAccount(runtime, tx, row);
  for (const charge of await ownCharges(tx, loaded, plan, loaded.today)) {
    await postOwnCharge(runtime, tx, loaded, plan, charge);
  }
}
