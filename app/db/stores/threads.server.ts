import type { Queryable, Tx } from "../database.server.ts";

/** What a debtor and staff write to each other about one account. */
export interface ThreadRow {
  readonly id: string;
  readonly portfolioId: string;
  readonly accountId: string;
  readonly debtorId: string;
  /** Sealed `{ subject }`. */
  readonly sealed: Buffer;
  readonly openedAt: Date;
  readonly lastAt: Date;
  /** Since when the debtor waits, and by when an answer was promised; null: nobody waits. */
  readonly waitingSince: Date | null;
  readonly answerBy: Date | null;
  /** When the debtor last looked at it. */
  readonly seenAt: Date | null;
}

/** One message of a thread; append-only. */
export interface ThreadMessageRow {
  readonly id: string;
  readonly threadId: string;
  readonly portfolioId: string;
  /** debtor:<id>, staff:<id> */
  readonly by: string;
  /** Sealed `{ text }`. */
  readonly sealed: Buffer;
  readonly at: Date;
}

const columns = `id, portfolio_id as "portfolioId", account_id as "accountId",
  debtor_id as "debtorId", sealed, opened_at as "openedAt", last_at as "lastAt",
  waiting_since as "waitingSince", answer_by as "answerBy", seen_at as "seenAt"`;

export async function insertThread(tx: Tx, row: ThreadRow): Promise<void> {
  await tx.query(
    `insert into message_thread (id, portfolio_id, account_id, debtor_id, sealed, opened_at,
       last_at, waiting_since, answer_by, seen_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      row.id,
      row.portfolioId,
      row.accountId,
      row.debtorId,
      row.sealed,
      row.openedAt,
      row.lastAt,
      row.waitingSince,
      row.answerBy,
      row.seenAt,
    ],
  );
}

/** False when a message of this id is there already: the form was sent twice. */
export async function insertThreadMessage(tx: Tx, row: ThreadMessageRow): Promise<boolean> {
  const rows = await tx.query(
    `insert into thread_message (id, thread_id, portfolio_id, by, sealed, at)
     values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing returning id`,
    [row.id, row.threadId, row.portfolioId, row.by, row.sealed, row.at],
  );
  return rows.length === 1;
}

/** `lock`: until the transaction ends, against a second answer. */
export async function findThread(
  db: Queryable,
  id: string,
  lock = false,
): Promise<ThreadRow | null> {
  const text = `select ${columns} from message_thread where id = $1${lock ? " for update" : ""}`;
  const rows = await db.query<ThreadRow>(text, [id]);
  return rows[0] ?? null;
}

/** The thread that a message stands in; null: there is no such message. */
export async function threadOfMessage(db: Queryable, messageId: string): Promise<string | null> {
  const text = `select thread_id as "threadId" from thread_message where id = $1`;
  const rows = await db.query<{ threadId: string }>(text, [messageId]);
  return rows[0]?.threadId ?? null;
}

export async function listThreadMessages(
  db: Queryable,
  threadId: string,
): Promise<readonly ThreadMessageRow[]> {
  return db.query<ThreadMessageRow>(
    `select id, thread_id as "threadId", portfolio_id as "portfolioId", by, sealed, at
     from thread_message where thread_id = $1 order by at, id`,
    [threadId],
  );
}

/** Notes that something was written: who waits now, if anybody. */
export async function moveThread(
  tx: Tx,
  id: string,
  to: Pick<ThreadRow, "lastAt" | "waitingSince" | "answerBy">,
): Promise<void> {
  await tx.query(
    `update message_thread set last_at = $2, waiting_since = $3, answer_by = $4 where id = $1`,
    [id, to.lastAt, to.waitingSince, to.answerBy],
  );
}

export async function markThreadSeen(db: Queryable, id: string, at: Date): Promise<void> {
  await db.query("update message_thread set seen_at = $2 where id = $1", [id, at]);
}

/** A debtor's own threads, the last written in first. */
export async function listDebtorThreads(
  db: Queryable,
  debtorId: string,
): Promise<readonly ThreadRow[]> {
  const text = `select ${columns} from message_thread where debtor_id = $1
    order by last_at desc, id desc limit 200`;
  return db.query<ThreadRow>(text, [debtorId]);
}

/** Threads of an account, the last written in first: for staff, of every debtor who owes it. */
export async function listAccountThreads(
  db: Queryable,
  accountId: string,
  limit: number,
): Promise<readonly ThreadRow[]> {
  const text = `select ${columns} from message_thread where account_id = $1
    order by last_at desc, id desc limit $2`;
  return db.query<ThreadRow>(text, [accountId, limit]);
}

/** Threads that staff work on: who waits longest first, then what was answered last. */
export async function listStaffThreads(
  db: Queryable,
  portfolioIds: readonly string[],
  limit: number,
): Promise<readonly (ThreadRow & { readonly accountRef: string })[]> {
  return db.query<ThreadRow & { readonly accountRef: string }>(
    `select ${columns},
       (select ref from account where account.id = message_thread.account_id) as "accountRef"
     from message_thread where portfolio_id = any($1::uuid[])
     order by waiting_since nulls last, last_at desc, id limit $2`,
    [portfolioIds, limit],
  );
}

/** How many debtors wait for an answer, no further than a hundred, and whether one is late. */
export async function countWaitingThreads(
  db: Queryable,
  portfolioIds: readonly string[],
  now: Date,
): Promise<{ readonly count: number; readonly late: boolean }> {
  const rows = await db.query<{ count: number; late: boolean | null }>(
    `select count(*)::int as count, bool_or(answer_by < $2) as late
     from (select answer_by from message_thread
           where portfolio_id = any($1::uuid[]) and waiting_since is not null
           order by waiting_since limit 100) as waiting`,
    [portfolioIds, now],
  );
  return { count: rows[0]?.count ?? 0, late: rows[0]?.late ?? false };
}
