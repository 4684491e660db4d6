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

/** What happened on some accounts, newest first. */
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
     order by e.occurred_at desc, e.account_seq desc limit $2`,
    [accountIds, limit],
  );
}
