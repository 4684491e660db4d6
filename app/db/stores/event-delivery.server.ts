import type { Queryable } from "../database.server.ts";
import type { TimelineEvent } from "./timeline.server.ts";

/** One event of an account, by its number, with how far it has come. */
export async function findEventWithDelivery(
  db: Queryable,
  accountId: string,
  accountSeq: bigint,
): Promise<TimelineEvent | null> {
  const rows = await db.query<TimelineEvent>(
    `select e.account_id as "accountId", e.account_seq as "accountSeq", e.type, e.data,
       e.occurred_at as "occurredAt", e.sent_at as "sentAt", e.accepted_at as "acceptedAt",
       e.applied_at as "appliedAt", greatest(a.applied_seen, a.applied_through) as "appliedThrough"
     from event e join account a on a.id = e.account_id
     where e.account_id = $1 and e.account_seq = $2`,
    [accountId, accountSeq],
  );
  return rows[0] ?? null;
}
