import type { Queryable } from "../database.server.ts";

/** An event of an account with how far it has come. */
export interface TimelineEvent {
  readonly accountId: string;
  readonly accountSeq: bigint;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly occurredAt: Date;
  readonly sentAt: Date | null;
  readonly acceptedAt: Date | null;
  readonly appliedAt: Date | null;
  /** Highest number that the system of record said it applied. */
  readonly appliedThrough: bigint;
}

/**
 * What happened on some accounts, newest first. A hold began once: that its end became known later
 * is told to the system of record under the same id, and is no second beginning.
 */
export async function listTimeline(
  db: Queryable,
  accountIds: readonly string[],
  limit: number,
): Promise<readonly TimelineEvent[]> {
  return db.query<TimelineEvent>(
    `select e.account_id as "accountId", e.account_seq as "accountSeq", e.type, e.data,
       e.occurred_at as "occurredAt", e.sent_at as "sentAt", e.accepted_at as "acceptedAt",
       e.applied_at as "appliedAt", greatest(a.applied_seen, a.applied_through) as "appliedThrough"
     from event e join account a on a.id = e.account_id
     where e.account_id = any($1::uuid[])
       and not (e.type = 'hold.set' and exists (select from event begun
         where begun.account_id = e.account_id and begun.account_seq < e.account_seq
           and begun.type = 'hold.set' and begun.data->>'holdId' = e.data->>'holdId'))
     order by e.occurred_at desc, e.account_seq desc limit $2`,
    [accountIds, limit],
  );
}
