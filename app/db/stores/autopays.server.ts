import type { Queryable, Tx } from "../database.server.ts";

/** Charging the instalments of a plan by themselves. */
export interface AutopayRow {
  readonly id: string;
  readonly portfolioId: string;
  readonly accountId: string;
  readonly planId: string;
  readonly debtorId: string;
  readonly mandateId: string;
  readonly methodId: string;
  /** `stopped`: the card cannot be charged any more; the debtor can put another in its place. */
  readonly state: "on" | "stopped" | "off";
  readonly reason: string | null;
  readonly nextAt: Date;
  readonly startedAt: Date;
  readonly changedAt: Date;
}

const columns = `id, portfolio_id as "portfolioId", account_id as "accountId", plan_id as "planId",
  debtor_id as "debtorId", mandate_id as "mandateId", method_id as "methodId", state, reason,
  next_at as "nextAt", started_at as "startedAt", changed_at as "changedAt"`;

export async function insertAutopay(tx: Tx, autopay: AutopayRow): Promise<void> {
  await tx.query(
    `insert into autopay (id, portfolio_id, account_id, plan_id, debtor_id, mandate_id, method_id,
       state, reason, next_at, started_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      autopay.id,
      autopay.portfolioId,
      autopay.accountId,
      autopay.planId,
      autopay.debtorId,
      autopay.mandateId,
      autopay.methodId,
      autopay.state,
      autopay.reason,
      autopay.nextAt,
      autopay.startedAt,
      autopay.changedAt,
    ],
  );
}

export async function findAutopay(db: Queryable, id: string): Promise<AutopayRow | null> {
  const rows = await db.query<AutopayRow>(`select ${columns} from autopay where id = $1`, [id]);
  return rows[0] ?? null;
}

/** What charges a plan, on or stopped; at most one, by a unique index. */
export async function findAutopayOfPlan(db: Queryable, planId: string): Promise<AutopayRow | null> {
  const text = `select ${columns} from autopay where plan_id = $1 and state in ('on', 'stopped')`;
  return (await db.query<AutopayRow>(text, [planId]))[0] ?? null;
}

/** Whether a plan's ending turned autopay off, and the debtor has not turned it on since. */
export async function hasEndedWithPlan(db: Queryable, planId: string): Promise<boolean> {
  const rows = await db.query<{ ended: boolean }>(
    `select state = 'off' and reason = 'plan-ended' as ended from autopay where plan_id = $1
     order by started_at desc, id desc limit 1`,
    [planId],
  );
  return rows[0]?.ended === true;
}

/** Every autopay of an account, newest first. */
export async function listAutopays(
  db: Queryable,
  accountId: string,
): Promise<readonly AutopayRow[]> {
  const text = `select ${columns} from autopay where account_id = $1
    order by started_at desc, id desc`;
  return db.query<AutopayRow>(text, [accountId]);
}

/** Those that charge a card, on or stopped. */
export async function listAutopaysOfMethod(
  db: Queryable,
  methodId: string,
): Promise<readonly AutopayRow[]> {
  const text = `select ${columns} from autopay where method_id = $1 and state in ('on', 'stopped')`;
  return db.query<AutopayRow>(text, [methodId]);
}

/** False when it was off before. */
export async function setAutopayState(
  tx: Tx,
  id: string,
  change: {
    readonly state: "stopped" | "off";
    readonly reason: string;
    readonly at: Date;
  },
): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    `update autopay set state = $2, reason = $3, changed_at = $4
     where id = $1 and state <> 'off' and state <> $2 returning id`,
    [id, change.state, change.reason, change.at],
  );
  return rows.length === 1;
}

/** When to look at it next. */
export async function setAutopayNext(db: Queryable, id: string, nextAt: Date): Promise<void> {
  await db.query("update autopay set next_at = $2 where id = $1", [id, nextAt]);
}

/** Takes those that are due; a worker that dies gives them back when `leaseUntil` has come. */
export async function claimDueAutopays(
  db: Queryable,
  now: Date,
  leaseUntil: Date,
  limit: number,
): Promise<readonly AutopayRow[]> {
  return db.query<AutopayRow>(
    `with due as (
       select id as due_id from autopay where state = 'on' and next_at <= $1
       order by next_at limit $3 for update skip locked)
     update autopay set next_at = $2 from due where id = due_id returning ${columns}`,
    [now, leaseUntil, limit],
  );
}

/** Those that stopped for want of a card, on plans that are over. */
export async function listStoppedOfEndedPlans(
  db: Queryable,
  limit: number,
): Promise<readonly AutopayRow[]> {
  return db.query<AutopayRow>(
    `select ${columns} from autopay where state = 'stopped' and exists (
       select from plan where plan.id = plan_id and plan.state not in ('agreed', 'active'))
     limit $1`,
    [limit],
  );
}
