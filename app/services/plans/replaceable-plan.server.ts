import type { Queryable } from "#app/db/database.server.ts";
import { findOpenPlan, type PlanRow } from "#app/db/stores/plans.server.ts";
import { mayLeave } from "#app/domain/plans/change.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { Runtime } from "../ports.ts";
import { debtorToday, keptPlan } from "./plan-standing.server.ts";

/**
 * The plan in force that this debtor may put another in the place of; null: none is in force.
 * Error: it is another debtor's, or an instalment of it is due this very day.
 */
export async function replaceablePlan(
  runtime: Runtime,
  db: Queryable,
  loaded: LoadedAccount,
  debtor: { readonly id: string; readonly timeZone: string | null },
): Promise<Result<PlanRow | null, "in-force">> {
  const plan = await findOpenPlan(db, loaded.row.id);
  if (plan === null) return ok(null);
  if (plan.debtorId !== debtor.id) return err("in-force");
  const kept = await keptPlan(db, loaded, plan, debtorToday(runtime, loaded, debtor));
  return mayLeave(kept).ok ? ok(plan) : err("in-force");
}
