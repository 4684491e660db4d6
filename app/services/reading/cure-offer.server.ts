import type { Queryable } from "#app/db/database.server.ts";
import { planProgress } from "#app/domain/plans/progress.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { cureDay } from "../plans/cure-day.server.ts";
import { findCurablePlan } from "../plans/plan-for-payment.server.ts";
import { matchedPlan } from "./next-due.server.ts";

/**
 * What paying up would take to bring the newest plan back, in minor units, and the last day for
 * it; null: it is not broken, or does not come back.
 */
export async function cureOffer(db: Queryable, loaded: LoadedAccount) {
  const plan = await findCurablePlan(db, loaded);
  if (plan === null) return null;
  const { policy } = loaded.portfolio;
  const matching = await matchedPlan(db, plan, policy);
  const { overdueMinor } = planProgress(matching, loaded.today, policy.plan);
  return { by: await cureDay(db, loaded, plan), amountMinor: overdueMinor };
}
