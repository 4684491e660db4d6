import type { Tx } from "#app/db/database.server.ts";
import { lockAccount, owesAccount } from "#app/db/stores/accounts.server.ts";
import { findOpenPlan, listAccountPlans, type PlanRow } from "#app/db/stores/plans.server.ts";
import { type ChangeRefusal, mayLeave } from "#app/domain/plans/change.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { loadAccount } from "../accounts/account-state.server.ts";
import { actorName } from "../act.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import { endPlan } from "./end-plan.server.ts";
import { debtorToday, keptPlan, planWithdrawableUntil } from "./plan-standing.server.ts";

/**
 * Lets the signer leave their plan, but not on the very day an instalment is due; within the days
 * that the policy gives to withdraw, on any day (decision 21). What is owed is the balance again;
 * what was paid has counted. A second post meets the plan that the first one left, and changes
 * nothing.
 */
export async function cancelPlan(
  runtime: Runtime,
  visit: Visit,
  accountId: string,
  planId: string,
): Promise<Result<null, ChangeRefusal | "not-found">> {
  const { actor, debtor } = visit;
  return runtime.db.transaction(async (tx: Tx) => {
    const row = await lockAccount(tx, accountId);
    const mayAct = actor.level >= 1 && row && (await owesAccount(tx, actor.debtorId, row.id));
    const plan = row && mayAct ? await findOpenPlan(tx, row.id) : null;
    if (row && mayAct && plan === null && (await hasLeft(tx, row.id, planId, debtor.id))) {
      return ok(null);
    }
    if (!row || plan?.id !== planId || plan.debtorId !== debtor.id) return err("not-found");
    const loaded = await loadAccount(runtime, tx, row);
    const today = debtorToday(runtime, loaded, debtor);
    const withdrawn = planWithdrawableUntil(loaded, plan, debtor, today) !== null;
    const may = mayLeave(await keptPlan(tx, loaded, plan, today));
    if (!may.ok && !withdrawn) return may;
    const reason = withdrawn ? "withdrawn" : "debtor";
    await endPlan(runtime, tx, loaded, plan, { action: "cancel", reason, by: actorName(actor) });
    return ok(null);
  });
}

/** Whether this debtor has left the plan, and nothing came after it. */
async function hasLeft(
  tx: Tx,
  accountId: string,
  planId: string,
  debtorId: string,
): Promise<boolean> {
  const [last]: readonly PlanRow[] = await listAccountPlans(tx, accountId);
  return last?.id === planId && last.debtorId === debtorId && last.state === "cancelled";
}
