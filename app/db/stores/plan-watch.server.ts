import type { Queryable, Tx } from "../database.server.ts";
import type { PlanRow } from "./plans.server.ts";

/** Plans in force that are to be looked at by a day, the longest waiting first. */
export async function listPlansToWatch(
  db: Queryable,
  latestDay: string,
  after: readonly string[],
  limit: number,
): Promise<readonly { readonly id: string; readonly accountId: string }[]> {
  return db.query(
    `select id, account_id as "accountId" from plan
     where state in ('agreed', 'active') and (watch_on is null or watch_on <= $1::date)
       and id <> all($2::uuid[])
     order by watch_on nulls first limit $3`,
    [latestDay, after, limit],
  );
}

/** Says when to look at a plan next; null: now. */
export async function setPlanWatch(tx: Tx, planId: string, on: string | null): Promise<void> {
  await tx.query("update plan set watch_on = $2 where id = $1", [planId, on]);
}

/** Gives instalments other dates, and the plan its first and last one. */
export async function setDueDates(
  tx: Tx,
  planId: string,
  dates: readonly { readonly n: number; readonly on: string; readonly movedFrom: string | null }[],
): Promise<void> {
  await tx.query(
    `update instalment set due_on = new.due_on, moved_from = new.moved_from
     from unnest($2::int[], $3::date[], $4::date[]) as new(n, due_on, moved_from)
     where plan_id = $1 and instalment.n = new.n`,
    [planId, dates.map(({ n }) => n), dates.map(({ on }) => on), dates.map((d) => d.movedFrom)],
  );
  await tx.query(
    `update plan set watch_on = null, (first_due_on, last_due_on) =
       (select min(due_on), max(due_on) from instalment where plan_id = $1) where id = $1`,
    [planId],
  );
}

/** Marks a plan as replaced by another; false when it is no longer in force. */
export async function setPlanReplaced(
  tx: Tx,
  plan: Pick<PlanRow, "id" | "state">,
  replacedBy: string,
  at: Date,
): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    `update plan set state = 'replaced', replaced_by = $3, ended_at = $4
     where id = $1 and state = $2 returning id`,
    [plan.id, plan.state, replacedBy, at],
  );
  return rows.length === 1;
}

/**
 * Whether the debtor is told of the same date by a plan signed together with this one: a message
 * of it went out or waits. What the contact rules stopped for good says nothing.
 */
export async function isToldInGroup(
  db: Queryable,
  plan: Pick<PlanRow, "id" | "groupId">,
  note: "reminded" | "missed",
  fromOn: string,
  message: "plan-reminder" | "plan-missed",
): Promise<boolean> {
  if (plan.groupId === null) return false;
  const rows = await db.query<{ id: string }>(
    `select c.id from plan_change c
     join contact_record r on r.account_id = c.account_id and r.kind = $5 and r.at >= c.at
     where c.kind = $3 and c.from_on = $4::date
       and c.plan_id in (select id from plan where group_id = $1 and id <> $2)
       and ((r.allowed and r.state <> 'withdrawn') or exists (
         select from waiting_message w where w.contact_id = r.id and w.state = 'waiting'))
     limit 1`,
    [plan.groupId, plan.id, note, fromOn, message],
  );
  return rows.length === 1;
}

/** The id of the plan that another replaced; null: it is the first. */
export async function findReplacedPlan(db: Queryable, planId: string): Promise<string | null> {
  const rows = await db.query<{ id: string }>(
    `select old.id from plan old join plan new on new.account_id = old.account_id
     where new.id = $1 and old.replaced_by = $1`,
    [planId],
  );
  return rows[0]?.id ?? null;
}
