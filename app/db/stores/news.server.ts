import type { Queryable } from "../database.server.ts";

/** What of a debtor's own waits on an account for somebody to read or to answer it. */
export interface NewsRow {
  readonly about: "proposal" | "dispute" | "complaint" | "hardship";
  readonly id: string;
  /** waiting, decided; asked, resolved; decided */
  readonly state: string;
  /** Of a waiting proposal: by when a person answers. */
  readonly answerBy: Date | null;
}

/**
 * The newest proposal that waits for a person or was answered by one, and what a person asked or
 * answered of cases and hardship since that moment; questions first, then the newest.
 */
export async function listNews(
  db: Queryable,
  { accountId, debtorId, since }: { accountId: string; debtorId: string; since: Date },
): Promise<readonly NewsRow[]> {
  return db.query<NewsRow>(
    `select about, id, state, answer_by as "answerBy" from (
       (select 'proposal' as about, id, state, answer_by, coalesce(decided_at, created_at) as at
        from proposal where account_id = $1 and debtor_id = $2
        order by created_at desc, id desc limit 1)
       union all
       select kind, id, state, null, coalesce(resolved_at, clock_from) from case_file
       where account_id = $1 and debtor_id = $2
         and (state = 'asked' or (state = 'resolved' and resolved_at >= $3))
       union all
       select 'hardship', id, state, null, decided_at from hardship_case
       where account_id = $1 and debtor_id = $2
         and state = 'decided' and decided_by like 'staff:%' and decided_at >= $3
     ) news
     where about <> 'proposal' or state = 'waiting' or (state = 'decided' and at >= $3)
     order by (state = 'asked') desc, (state = 'waiting'), at desc, id`,
    [accountId, debtorId, since],
  );
}
