import type { Queryable } from "#app/db/database.server.ts";
import { findOpenPlan, listAccountPlans, type PlanRow } from "#app/db/stores/plans.server.ts";
import { countsTowards } from "#app/domain/plans/cure.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { cureDay, cureTerm } from "./cure-day.server.ts";

/**
 * The plan that money counts towards: the one in force; else the newest one where it is broken
 * and the money was effective before the break, or in the days in which paying up brings it back,
 * whenever it is told (decision 28).
 */
export async function planForPayment(
  db: Queryable,
  loaded: LoadedAccount,
  effectiveOn: CalendarDate,
): Promise<PlanRow | null> {
  const open = await findOpenPlan(db, loaded.row.id);
  if (open !== null) return open;
  const broken = await findBrokenPlan(db, loaded);
  if (broken === null) return null;
  return countsTowards(await cureTerm(db, loaded, broken), effectiveOn) ? broken : null;
}

/** The newest plan while it is broken and paying up today would bring it back. */
export async function findCurablePlan(
  db: Queryable,
  loaded: LoadedAccount,
): Promise<PlanRow | null> {
  const broken = await findBrokenPlan(db, loaded);
  if (broken === null) return null;
  return loaded.today <= (await cureDay(db, loaded, broken)) ? broken : null;
}

/** The newest plan where it is broken. None comes back on a closed or recalled account. */
async function findBrokenPlan(db: Queryable, { row }: LoadedAccount): Promise<PlanRow | null> {
  if (row.status !== "open") return null;
  const [newest] = await listAccountPlans(db, row.id);
  return newest?.state === "broken" && newest.endedAt !== null ? newest : null;
}
