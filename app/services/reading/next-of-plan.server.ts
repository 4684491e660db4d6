import type { Queryable } from "#app/db/database.server.ts";
import { findOpenPlan } from "#app/db/stores/plans.server.ts";
import { planProgress } from "#app/domain/plans/progress.ts";
import { standstillOn, standstillsOf } from "#app/domain/plans/standstill.ts";
import { overdueOf } from "#app/domain/plans/to-come.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { planStandstills } from "../plans/plan-standstills.server.ts";
import { planToCome } from "../plans/plan-to-come.server.ts";
import { matchedPlan } from "./next-due.server.ts";

/**
 * The next instalment of the plan in force, in minor units; null: no plan, or nothing open.
 * `signer`: the debtor whom the plan binds.
 * `isStill`: a hold stops the clock. `late`: what is past its date, and until when paying it keeps
 * the plan as it is.
 */
export async function nextOfPlan(db: Queryable, loaded: LoadedAccount) {
  const { row, portfolio, state, today } = loaded;
  const plan = await findOpenPlan(db, row.id);
  if (plan === null) return null;
  const matching = await matchedPlan(db, plan, portfolio.policy);
  const standstills = await planStandstills(db, loaded, plan.id);
  const progress = planProgress(matching, today, portfolio.policy.plan, standstills);
  const { graceUntil } = progress;
  const coming = await planToCome(db, loaded, plan, matching);
  const overdueMinor = overdueOf(coming, progress.overdueMinor);
  const [due] = coming.instalments;
  if (due === undefined) return null;
  const isStill = standstillOn(standstillsOf(state.holds), today) !== null;
  const isLate = overdueMinor > 0n && !isStill;
  return {
    signer: plan.debtorId,
    on: due.dueOn,
    amountMinor: due.openMinor,
    isStill,
    late: isLate && graceUntil ? { amountMinor: overdueMinor, until: graceUntil } : null,
  };
}

export type NextOfPlan = NonNullable<Awaited<ReturnType<typeof nextOfPlan>>>;
