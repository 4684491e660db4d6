import type { Queryable } from "../database.server.ts";
import type { PlanRow } from "./plans.server.ts";

/** A plan of the staff's list, with whose it is. */
export interface ListedPlan {
  readonly id: string;
  readonly accountId: string;
  readonly accountRef: string;
  readonly portfolioId: string;
  readonly debtorId: string;
  readonly kind: PlanRow["kind"];
  readonly state: PlanRow["state"];
  readonly currency: string;
  readonly toPay: bigint;
  readonly lastDueOn: string;
  readonly agreedAt: Date;
}

/** Newest first, one page; each portfolio and state is read along its own index. */
export async function listStaffPlans(
  db: Queryable,
  portfolioIds: readonly string[],
  states: readonly PlanRow["state"][],
  after: string | null,
  limit: number,
): Promise<readonly ListedPlan[]> {
  return db.query<ListedPlan>(
    `select plan.id, plan.account_id as "accountId", account.ref as "accountRef",
       plan.portfolio_id as "portfolioId", plan.debtor_id as "debtorId", plan.kind, plan.state,
       plan.currency, plan.to_pay as "toPay", plan.last_due_on as "lastDueOn",
       plan.agreed_at as "agreedAt"
     from unnest($1::uuid[]) as one(portfolio) cross join unnest($2::text[]) as two(state)
     cross join lateral (select * from plan where portfolio_id = one.portfolio
       and state = two.state and ($3::uuid is null
         or (agreed_at, id) < (select agreed_at, id from plan where id = $3))
       order by agreed_at desc, id desc limit $4) as plan
     join account on account.id = plan.account_id
     order by plan.agreed_at desc, plan.id desc limit $4`,
    [portfolioIds, states, after, limit],
  );
}

/**
 * Plans in force that missed a date: an instalment told as missed is still due by its number of
 * instalments paid. Newest first, one page.
 */
export async function listPlansAtRisk(
  db: Queryable,
  portfolioIds: readonly string[],
  after: string | null,
  limit: number,
): Promise<readonly ListedPlan[]> {
  return db.query<ListedPlan>(
    `select plan.id, plan.account_id as "accountId", account.ref as "accountRef",
       plan.portfolio_id as "portfolioId", plan.debtor_id as "debtorId", plan.kind, plan.state,
       plan.currency, plan.to_pay as "toPay", plan.last_due_on as "lastDueOn",
       plan.agreed_at as "agreedAt"
     from plan join account on account.id = plan.account_id
     cross join lateral (select max(n) as n from plan_change
       where plan_id = plan.id and kind = 'missed') as missed
     where plan.portfolio_id = any($1::uuid[]) and plan.state in ('agreed', 'active')
       and missed.n is not null
       and ($2::uuid is null
         or (plan.agreed_at, plan.id) < (select agreed_at, id from plan where id = $2))
       and coalesce((select sum(amount) from payment
           where account_id = plan.account_id and plan_id = plan.id and state = 'succeeded'), 0)
         < (select sum(amount) from instalment where plan_id = plan.id and n <= missed.n)
     order by plan.agreed_at desc, plan.id desc limit $3`,
    [portfolioIds, after, limit],
  );
}

export interface PlanAmount {
  readonly planId: string;
  readonly n: number;
  readonly on: string;
  readonly amount: bigint;
}

/** The instalments of several plans, in their order. */
export async function listInstalmentsOf(
  db: Queryable,
  planIds: readonly string[],
): Promise<readonly PlanAmount[]> {
  return db.query<PlanAmount>(
    `select plan_id as "planId", n, due_on as "on", amount from instalment
     where plan_id = any($1::uuid[]) order by plan_id, n`,
    [planIds],
  );
}

/** What was paid towards several plans and stayed; found by their accounts. */
export async function listPaidTowards(
  db: Queryable,
  plans: readonly Pick<ListedPlan, "id" | "accountId">[],
): Promise<readonly Omit<PlanAmount, "n">[]> {
  return db.query<Omit<PlanAmount, "n">>(
    `select plan_id as "planId", effective_on as "on", amount - returned as amount from payment
     where account_id = any($1::uuid[]) and plan_id = any($2::uuid[]) and state = 'succeeded'
       and amount > returned
     order by effective_on, id`,
    [plans.map(({ accountId }) => accountId), plans.map(({ id }) => id)],
  );
}
