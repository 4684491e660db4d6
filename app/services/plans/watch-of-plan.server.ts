import type { Queryable } from "#app/db/database.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import type { PlanRow } from "#app/db/stores/plans.server.ts";
import type { Matching } from "#app/domain/plans/matching.ts";
import { type PlanWatch, planWatch } from "#app/domain/plans/watch.ts";
import { type CalendarDate, minDate } from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { Runtime } from "../ports.ts";
import { debtorToday, planStanding } from "./plan-standing.server.ts";
import { planStandstills } from "./plan-standstills.server.ts";

/**
 * What is due of a plan now. A day is over for it when it is over for the portfolio and where the
 * debtor lives.
 */
export async function watchOfPlan(
  runtime: Runtime,
  db: Queryable,
  loaded: LoadedAccount,
  plan: Pick<PlanRow, "id" | "debtorId">,
): Promise<{
  readonly watch: PlanWatch;
  readonly matching: Matching;
  readonly today: CalendarDate;
}> {
  const debtor = await findDebtor(db, plan.debtorId);
  const theirs = debtor === null ? loaded.today : debtorToday(runtime, loaded, debtor);
  const { policy, timeZone } = loaded.portfolio;
  const today = minDate(dateInZone(runtime.clock.now(), timeZone), theirs);
  const { matching } = await planStanding(db, loaded, plan.id);
  const standstills = await planStandstills(db, loaded, plan.id);
  return { watch: planWatch(matching, policy.plan, today, standstills), matching, today };
}
