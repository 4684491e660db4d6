import type { Queryable } from "../database.server.ts";

export interface NewTask {
  readonly id: string;
  readonly portfolioId: string;
  readonly accountId: string | null;
  /** wrong-person, identity-locked, proposal, webhook-endpoint … */
  readonly kind: string;
  readonly reference: string;
  readonly dueAt: Date | null;
}

/** Raises work for a person; the same kind and reference is raised once while it is open. */
export async function raiseTask(db: Queryable, task: NewTask): Promise<void> {
  await db.query(
    `insert into task (id, portfolio_id, account_id, kind, reference, due_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (kind, reference) do update
       set done_at = null, done_by = null, due_at = excluded.due_at
       where task.done_at is not null`,
    [task.id, task.portfolioId, task.accountId, task.kind, task.reference, task.dueAt],
  );
}

/** Closes every piece of work of a kind whose reference is of the form `subject:…`. */
export async function closeTasksAbout(
  db: Queryable,
  kind: string,
  subject: string,
  by: string,
  at: Date,
): Promise<void> {
  await db.query(
    `update task set done_at = $3, done_by = $4
     where kind = $1 and starts_with(reference, $2 || ':') and done_at is null`,
    [kind, subject, at, by],
  );
}

/** Closes work; false when nobody had it open. */
export async function closeTask(
  db: Queryable,
  kind: string,
  reference: string,
  by: string,
  at: Date,
): Promise<boolean> {
  const rows = await db.query<{ id: string }>(
    `update task set done_at = $3, done_by = $4
     where kind = $1 and reference = $2 and done_at is null returning id`,
    [kind, reference, at, by],
  );
  return rows.length === 1;
}
