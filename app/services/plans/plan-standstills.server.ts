import type { Queryable } from "#app/db/database.server.ts";
import { listPlanChanges, type PlanChangeRow } from "#app/db/stores/plan-changes.server.ts";
import { type Standstill, standstillsOf } from "#app/domain/plans/standstill.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";

/** When a plan's clock stood still: by holds (decision 26), and while it was said to be broken. */
export async function planStandstills(
  db: Queryable,
  { state }: Pick<LoadedAccount, "state">,
  planId: string,
): Promise<readonly Standstill[]> {
  return standstillsOf(state.holds, brokenDays(await listPlanChanges(db, planId)));
}

/** The days between each break and the day on which the plan came back (decision 28). */
export function brokenDays(changes: readonly PlanChangeRow[]): readonly Standstill[] {
  return changes.flatMap(({ kind, fromOn, toOn }) =>
    kind === "cured" && fromOn !== null && toOn !== null
      ? [{ from: calendarDate(fromOn), to: calendarDate(toOn) }]
      : [],
  );
}
