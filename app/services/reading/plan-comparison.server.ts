import type { Queryable } from "#app/db/database.server.ts";
import type { PlanRow } from "#app/db/stores/plans.server.ts";
import {
  compareWith,
  type PlanComparison,
  type PlanRest,
  restOf,
} from "#app/domain/plans/comparison.ts";
import type { Offer } from "#app/domain/plans/offer.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { offerInput } from "../plans/offer-input.server.ts";
import { planStanding } from "../plans/plan-standing.server.ts";
import { planToCome } from "../plans/plan-to-come.server.ts";

/** What is left of a plan in force, against what would be owed if it ended today. */
export async function planRest(
  db: Queryable,
  loaded: LoadedAccount,
  plan: PlanRow,
): Promise<PlanRest> {
  const { matching } = await planStanding(db, loaded, plan.id);
  const { balance } = await offerInput(db, loaded);
  return restOf(await planToCome(db, loaded, plan, matching), balance.totalMinor);
}

/** The same beside an offer that would take its place. */
export async function comparisonWith(
  db: Queryable,
  loaded: LoadedAccount,
  plan: PlanRow,
  offer: Offer,
): Promise<PlanComparison> {
  return compareWith(await planRest(db, loaded, plan), offer);
}
