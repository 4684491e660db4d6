import type { Queryable } from "../database.server.ts";

/** Who did or saw something, as an account's page names it. */
export interface AuditedAct {
  readonly id: bigint;
  readonly at: Date;
  readonly action: string;
  readonly actor: string;
  /** Of the staff; null for a key, a debtor or the product itself. */
  readonly name: string | null;
}

/** What was done with or looked up about one thing, newest first. */
export async function listAudited(
  db: Queryable,
  subject: string,
  limit: number,
): Promise<readonly AuditedAct[]> {
  return db.query<AuditedAct>(
    `select audit.id, audit.at, audit.action, audit.actor, staff.name
     from audit left join staff on audit.actor = 'staff:' || staff.id
     where audit.subject = $1 order by audit.at desc, audit.id desc limit $2`,
    [subject, limit],
  );
}

/** The same about several things, of these kinds alone; newest first. */
export async function listActsOn(
  db: Queryable,
  subjects: readonly string[],
  actions: readonly string[],
  limit: number,
): Promise<readonly Pick<AuditedAct, "id" | "at" | "action">[]> {
  return db.query(
    `select id, at, action from audit where subject = any($1::text[])
       and action = any($2::text[]) order by at desc, id desc limit $3`,
    [subjects, actions, limit],
  );
}
