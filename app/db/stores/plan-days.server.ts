import type { Queryable } from "../database.server.ts";

/** A plan that bears interest: the day of its figures, its lines, and when it ended. */
export interface PlanDaysRow {
  readonly interestMode: "contract" | "reduced" | "fee";
  readonly agreedAt: Date;
  readonly figuresOn: string | null;
  readonly endedAt: Date | null;
  readonly toPay: bigint;
  /** Of the offer as signed: what it adds to the debt of that day, in major units. */
  readonly overToday: string;
  readonly dueOn: readonly string[];
  readonly amounts: readonly string[];
  readonly balancesAfter: readonly string[];
}

/** Every such plan that the account has had, for the replay of its interest. */
export async function listPlanDays(
  db: Queryable,
  accountId: string,
): Promise<readonly PlanDaysRow[]> {
  const lines = (column: string) =>
    `array(select ${column}::text from instalment where plan_id = plan.id order by n)`;
  return db.query<PlanDaysRow>(
    `select interest_mode as "interestMode", agreed_at as "agreedAt", figures_on as "figuresOn",
       ended_at as "endedAt", to_pay as "toPay",
       coalesce(offer -> 'totals' ->> 'overToday', '0') as "overToday",
       ${lines("due_on")} as "dueOn", ${lines("amount")} as amounts,
       ${lines("balance_after")} as "balancesAfter"
     from plan where account_id = $1 and interest_mode <> 'frozen' order by agreed_at, id`,
    [accountId],
  );
}
