import type { Queryable } from "../database.server.ts";

/** Ids of accounts with postings that their snapshot does not contain, in order, after one. */
export async function listMovedAccounts(
  db: Queryable,
  after: string | null,
  limit: number,
): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>(
    `select a.id from account a where ($1::uuid is null or a.id > $1)
       and exists (select from posting p
         where p.account_id = a.id and p.account_seq > a.applied_through)
     order by a.id limit $2`,
    [after, limit],
  );
  return rows.map(({ id }) => id);
}
