import type { PlanRow } from "#app/db/stores/plans.server.ts";
import { curableUntil } from "#app/domain/plans/cure.ts";
import { standstillsOf } from "#app/domain/plans/standstill.ts";
import { type CalendarDate, calendarDate } from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";

/**
 * The last day on which paying up brings a plan back that is broken, or is broken today: as money
 * is matched, as the page says it and as the message does.
 */
export function cureDay(
  { portfolio, state, today }: LoadedAccount,
  { endedAt, waived, lastDueOn }: Pick<PlanRow, "endedAt" | "waived" | "lastDueOn">,
): CalendarDate {
  return curableUntil({
    lastDueOn: calendarDate(lastDueOn),
    waivedMinor: waived,
    brokenOn: endedAt === null ? today : dateInZone(endedAt.getTime(), portfolio.timeZone),
    today,
    rule: portfolio.policy.plan,
    standstills: standstillsOf(state.holds),
  });
}
