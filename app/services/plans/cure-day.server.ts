import type { Queryable } from "#app/db/database.server.ts";
import type { PlanRow } from "#app/db/stores/plans.server.ts";
import { type CureTerm, curableUntil } from "#app/domain/plans/cure.ts";
import { type CalendarDate, calendarDate } from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { planStandstills } from "./plan-standstills.server.ts";

type EndedPlan = Pick<PlanRow, "id" | "endedAt" | "waived" | "lastDueOn">;

/**
 * The last day on which paying up brings a plan back that is broken, or is broken today: as money
 * is matched, as the page says it and as the message does.
 */
export async function cureDay(
  db: Queryable,
  loaded: LoadedAccount,
  plan: EndedPlan,
): Promise<CalendarDate> {
  return curableUntil(await cureTerm(db, loaded, plan));
}

/** What that day depends on. */
export async function cureTerm(
  db: Queryable,
  loaded: LoadedAccount,
  { id, endedAt, waived, lastDueOn }: EndedPlan,
): Promise<CureTerm> {
  const { portfolio, today } = loaded;
  return {
    lastDueOn: calendarDate(lastDueOn),
    waivedMinor: waived,
    brokenOn: endedAt === null ? today : dateInZone(endedAt.getTime(), portfolio.timeZone),
    today,
    rule: portfolio.policy.plan,
    standstills: await planStandstills(db, loaded, id),
  };
}
