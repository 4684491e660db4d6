import type { Queryable } from "../database.server.ts";

/** A plan at the account's own rate: when it was signed, its due dates, and when it ended. */
export interface PlanDaysRow {
  readonly agreedAt: Date;
  readonly endedAt: Date | null;
  readonly dueOn: readonly string[];
}

/** Every such plan that the account has had, for the replay of its interest. */
export async function listPlanDays(
  db: Queryable,
  accountId: string,
): Promise<readonly PlanDaysRow[]> {
  return db.query<PlanDaysRow>(
    `select agreed_at as "agreedAt", ended_at as "endedAt",
       array(select due_on::text from instalment where plan_id = plan.id order by n) as "dueOn"
     from plan where account_id = $1 and interest_mode = 'contract' order by agreed_at`,
    [accountId],
  );
}
