import type { Queryable } from "#app/db/database.server.ts";
import type { PlanRow } from "#app/db/stores/plans.server.ts";
import type { Matching } from "#app/domain/plans/matching.ts";
import { type ToCome, toCome } from "#app/domain/plans/to-come.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { pricesToCome } from "./own-charges.server.ts";

/** What a plan in force can still take of its account, as this stands today. */
export async function planToCome(
  db: Queryable,
  loaded: LoadedAccount,
  plan: PlanRow,
  { instalments }: Pick<Matching, "instalments">,
): Promise<ToCome> {
  if (plan.interestMode === "contract") return toCome(instalments, null);
  const prices = await pricesToCome(db, loaded, plan);
  const own = new Map(prices.map(({ period, dueBy }) => [period.n, dueBy(period.to)]));
  return toCome(instalments, loaded.balance.totalMinor, own);
}
