import type { Queryable } from "#app/db/database.server.ts";
import { listPlanChanges } from "#app/db/stores/plan-changes.server.ts";
import type { PlanRow } from "#app/db/stores/plans.server.ts";
import type { CureQuestion } from "#app/domain/plans/cure.ts";
import { standstillsOf } from "#app/domain/plans/standstill.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { holdOf, type LoadedAccount } from "../accounts/account-state.server.ts";
import { planStanding } from "./plan-standing.server.ts";
import { brokenDays } from "./plan-standstills.server.ts";

/**
 * What decides whether a broken plan comes back, with what was known when it broke kept apart from
 * what is known now.
 */
export async function cureQuestion(
  db: Queryable,
  loaded: LoadedAccount,
  plan: PlanRow,
  endedAt: Date,
): Promise<CureQuestion> {
  const { portfolio, today, holds, state } = loaded;
  const { schedule, payments } = await planStanding(db, loaded, plan.id);
  const broken = brokenDays(await listPlanChanges(db, plan.id));
  const knownHolds = holds.filter(({ createdAt }) => createdAt < endedAt).map(holdOf);
  return {
    schedule,
    payments,
    waivedMinor: plan.waived,
    brokenOn: dateInZone(endedAt.getTime(), portfolio.timeZone),
    today,
    rule: portfolio.policy.plan,
    standstills: standstillsOf(state.holds, broken),
    known: standstillsOf(knownHolds, broken),
  };
}
