import type { Queryable } from "#app/db/database.server.ts";
import { findOpenPlan, listAccountPlans, type PlanRow } from "#app/db/stores/plans.server.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { cureDay } from "./cure-day.server.ts";

/**
 * The plan that money counts towards: the one in force; else the newest one where it is broken
 * and may still come back, because paying up brings it back or the money was effective before the
 * break.
 */
export async function planForPayment(
  db: Queryable,
  loaded: LoadedAccount,
  effectiveOn: CalendarDate,
): Promise<PlanRow | null> {
  const open = await findOpenPlan(db, loaded.row.id);
  if (open !== null) return open;
  const plan = await findCurablePlan(db, loaded);
  if (plan !== null) return plan;
  const [newest] = await listAccountPlans(db, loaded.row.id);
  if (newest?.state !== "broken" || newest.endedAt === null) return null;
  const brokenOn = dateInZone(newest.endedAt.getTime(), loaded.portfolio.timeZone);
  return effectiveOn < brokenOn ? newest : null;
}

/** The newest plan while it is broken and paying up would bring it back. */
export async function findCurablePlan(
  db: Queryable,
  loaded: LoadedAccount,
): Promise<PlanRow | null> {
  const [newest] = await listAccountPlans(db, loaded.row.id);
  if (newest?.state !== "broken" || newest.endedAt === null) return null;
  return loaded.today <= cureDay(loaded, newest) ? newest : null;
}
