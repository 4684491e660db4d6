import type { Queryable } from "../database.server.ts";

interface OpenWork {
  readonly tasks: number;
  readonly late: boolean;
  readonly proposals: number;
  readonly hardship: number;
  readonly hardshipLate: boolean;
}

/** Open work of portfolios but for some kinds: how much, of what, and whether any is late. */
export async function countOpenTasks(
  db: Queryable,
  portfolioIds: readonly string[],
  leftOut: readonly string[],
  now: Date,
): Promise<OpenWork> {
  const rows = await db.query<OpenWork>(
    `select count(*)::int as tasks, coalesce(bool_or(due_at < $2), false) as late,
       (count(*) filter (where kind = 'proposal'))::int as proposals,
       (count(*) filter (where kind like 'hardship%'))::int as hardship,
       coalesce(bool_or(due_at < $2 and kind like 'hardship%'), false) as "hardshipLate"
     from (select kind, due_at from task where portfolio_id = any($1::uuid[]) and done_at is null
             and kind <> all($3::text[]) order by due_at nulls last limit 100) as open`,
    [portfolioIds, now, leftOut],
  );
  return rows[0] ?? { tasks: 0, late: false, proposals: 0, hardship: 0, hardshipLate: false };
}

/** Work that waits for a person, with the account it is about. */
export interface OpenTask {
  readonly id: string;
  readonly kind: string;
  readonly reference: string;
  readonly dueAt: Date | null;
  readonly createdAt: Date;
  readonly accountId: string | null;
  readonly accountRef: string | null;
  readonly portfolioId: string;
  readonly debtorId: string | null;
}

/** Open work of portfolios but for some kinds, what is due first. */
export async function listOpenTasks(
  db: Queryable,
  portfolioIds: readonly string[],
  leftOut: readonly string[],
  limit: number,
): Promise<readonly OpenTask[]> {
  return db.query<OpenTask>(
    `select task.id, task.kind, task.reference, task.due_at as "dueAt",
       task.created_at as "createdAt", task.account_id as "accountId",
       account.ref as "accountRef", task.portfolio_id as "portfolioId",
       account.debtor_id as "debtorId"
     from task left join account on account.id = task.account_id
     where task.portfolio_id = any($1::uuid[]) and task.done_at is null
       and task.kind <> all($2::text[])
     order by task.due_at nulls last, task.created_at, task.id limit $3`,
    [portfolioIds, leftOut, limit],
  );
}

/** The open work on an account that is due first, but for some kinds. */
export async function firstTaskOf(
  db: Queryable,
  accountId: string,
  leftOut: readonly string[],
): Promise<{ readonly kind: string; readonly dueAt: Date | null } | null> {
  const rows = await db.query<{ kind: string; dueAt: Date | null }>(
    `select kind, due_at as "dueAt" from task
     where account_id = $1 and done_at is null and kind <> all($2::text[])
     order by due_at nulls last, created_at, id limit 1`,
    [accountId, leftOut],
  );
  return rows[0] ?? null;
}

export async function findOpenTask(db: Queryable, id: string): Promise<OpenTask | null> {
  const rows = await db.query<OpenTask>(
    `select id, kind, reference, due_at as "dueAt", created_at as "createdAt",
       account_id as "accountId", null as "accountRef", portfolio_id as "portfolioId",
       null as "debtorId"
     from task where id = $1 and done_at is null`,
    [id],
  );
  return rows[0] ?? null;
}

/** A difference between the books and a system of record that nobody has explained. */
export interface OpenBreak {
  readonly id: string;
  readonly kind: string;
  readonly raisedAt: Date;
  readonly accountId: string | null;
  readonly accountRef: string | null;
  readonly portfolioId: string | null;
}

export async function listOpenBreaks(
  db: Queryable,
  portfolioIds: readonly string[],
  limit: number,
): Promise<readonly OpenBreak[]> {
  return db.query<OpenBreak>(
    `select break.id, break.kind, break.raised_at as "raisedAt",
       break.account_id as "accountId", account.ref as "accountRef",
       break.portfolio_id as "portfolioId"
     from break left join account on account.id = break.account_id
     where break.portfolio_id = any($1::uuid[]) and break.state = 'open'
     order by break.raised_at, break.id limit $2`,
    [portfolioIds, limit],
  );
}

/** What came in since a moment: payments that stand, and plans that were agreed. */
export async function countSince(
  db: Queryable,
  portfolioIds: readonly string[],
  since: Date,
): Promise<{ payments: number; plans: number }> {
  const rows = await db.query<{ payments: number; plans: number }>(
    `select (select count(*)::int from payment where portfolio_id = any($1::uuid[])
         and paid_at >= $2 and state = 'succeeded') as payments,
       (select count(*)::int from plan where portfolio_id = any($1::uuid[])
         and state in ('agreed', 'active', 'completed', 'broken') and agreed_at >= $2) as plans`,
    [portfolioIds, since],
  );
  return rows[0] ?? { payments: 0, plans: 0 };
}
