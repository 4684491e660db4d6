import type { Queryable, Tx } from "../database.server.ts";

/** What became of a plan after it was signed; never changed. Days are ISO dates. */
export interface PlanChangeRow {
  readonly id: string;
  readonly planId: string;
  readonly accountId: string;
  readonly portfolioId: string;
  readonly kind: PlanChangeKind;
  /** The instalment that it is about; null: the plan as a whole. */
  readonly n: number | null;
  readonly fromOn: string | null;
  readonly toOn: string | null;
  readonly by: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

export type PlanChangeKind =
  | "moved"
  | "skipped"
  | "reminded"
  | "missed"
  | "broken"
  | "cured"
  | "cancelled"
  | "replaced";

const columns = `id, plan_id as "planId", account_id as "accountId",
  portfolio_id as "portfolioId", kind, n, from_on as "fromOn", to_on as "toOn", by, detail, at`;

/** Adds a line; false when this reminder or miss stands there already. */
export async function insertPlanChange(tx: Tx, change: PlanChangeRow): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    `insert into plan_change (id, plan_id, account_id, portfolio_id, kind, n, from_on, to_on, by,
       detail, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (plan_id, kind, n, from_on) where kind in ('reminded', 'missed') do nothing
     returning id`,
    [
      change.id,
      change.planId,
      change.accountId,
      change.portfolioId,
      change.kind,
      change.n,
      change.fromOn,
      change.toOn,
      change.by,
      JSON.stringify(change.detail),
      change.at,
    ],
  );
  return rows.length === 1;
}

/** Everything that became of a plan, oldest first. */
export async function listPlanChanges(
  db: Queryable,
  planId: string,
): Promise<readonly PlanChangeRow[]> {
  const text = `select ${columns} from plan_change where plan_id = $1 order by at, id`;
  return db.query<PlanChangeRow>(text, [planId]);
}

/** The same for every plan of an account, newest first. */
export async function listAccountPlanChanges(
  db: Queryable,
  accountId: string,
  limit: number,
): Promise<readonly PlanChangeRow[]> {
  return db.query<PlanChangeRow>(
    `select ${columns} from plan_change
     where plan_id = any(select id from plan where account_id = $1)
     order by at desc, id desc limit $2`,
    [accountId, limit],
  );
}

/** When instalments of an account's plans were skipped, in any order. */
export async function listSkips(db: Queryable, accountId: string): Promise<readonly Date[]> {
  const rows = await db.query<{ at: Date }>(
    `select at from plan_change
     where plan_id = any(select id from plan where account_id = $1) and kind = 'skipped'`,
    [accountId],
  );
  return rows.map(({ at }) => at);
}

/** How often a debtor put another plan in the place of one on an account, since a day. */
export async function countReplacements(
  db: Queryable,
  accountId: string,
  since: string,
): Promise<number> {
  const rows = await db.query<{ count: number }>(
    `select count(*)::int as count from plan_change
     where plan_id = any(select id from plan where account_id = $1)
       and kind = 'replaced' and at >= $2::date`,
    [accountId, since],
  );
  return rows[0]?.count ?? 0;
}
