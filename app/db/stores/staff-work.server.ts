import type { Queryable } from "../database.server.ts";

/** Open work of portfolios: how much, how much of it proposals, and whether any is late. */
export async function countOpenTasks(
  db: Queryable,
  portfolioIds: readonly string[],
  now: Date,
): Promise<{ tasks: number; proposals: number; late: boolean }> {
  const rows = await db.query<{ tasks: number; proposals: number; late: boolean | null }>(
    `select count(*)::int as tasks, (count(*) filter (where kind = 'proposal'))::int as proposals,
       bool_or(due_at < $2) as late
     from (select kind, due_at from task where portfolio_id = any($1::uuid[]) and done_at is null
           order by due_at nulls last limit 100) as open`,
    [portfolioIds, now],
  );
  const [counted] = rows;
  return {
    tasks: counted?.tasks ?? 0,
    proposals: counted?.proposals ?? 0,
    late: counted?.late ?? false,
  };
}
