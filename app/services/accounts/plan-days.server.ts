import type { Queryable } from "#app/db/database.server.ts";
import type { AccountRow } from "#app/db/stores/accounts.server.ts";
import { listPlanDays, type PlanDaysRow } from "#app/db/stores/plan-days.server.ts";
import type { PlanDay } from "#app/domain/ledger/account.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";

/**
 * The days on which plans at the account's own rate post its interest (interfaces.md §5), by the
 * portfolio's calendar. Read only where such a plan was ever signed.
 */
export async function planDays(
  db: Queryable,
  row: Pick<AccountRow, "id" | "planInterest">,
  timeZone: string,
): Promise<readonly PlanDay[]> {
  if (!row.planInterest) return [];
  return (await listPlanDays(db, row.id)).flatMap((plan) => daysOf(plan, timeZone));
}

/** What was due after a plan had ended was never asked for. */
function daysOf({ agreedAt, endedAt, dueOn }: PlanDaysRow, timeZone: string): PlanDay[] {
  const signed = { on: dateInZone(agreedAt.getTime(), timeZone), kind: "signed" } as const;
  const ended = endedAt === null ? null : dateInZone(endedAt.getTime(), timeZone);
  const due = dueOn
    .map((on) => ({ on: calendarDate(on), kind: "due" }) as const)
    .filter(({ on }) => ended === null || on <= ended);
  return [signed, ...due, ...(ended === null ? [] : [{ on: ended, kind: "ended" } as const])];
}
