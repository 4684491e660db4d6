import type { Queryable } from "../database.server.ts";
import type { TimelineEvent } from "./timeline.server.ts";

/** One event of the provider about a payment, as it was worked through. */
export interface TrailEvent {
  readonly id: string;
  readonly type: string;
  readonly objectId: string;
  readonly receivedAt: Date;
  readonly processedAt: Date | null;
  readonly outcome: string | null;
  readonly tries: number;
  readonly lastError: string | null;
}

/** Events of the provider about any of these objects, oldest first. */
export async function listProviderEventsOf(
  db: Queryable,
  objectIds: readonly string[],
): Promise<readonly TrailEvent[]> {
  return db.query<TrailEvent>(
    `select id, type, object_id as "objectId", received_at as "receivedAt",
       processed_at as "processedAt", outcome, tries, last_error as "lastError"
     from provider_event where object_id = any($1::text[]) order by received_at, id limit 200`,
    [objectIds],
  );
}

/** One line of the ledger, with its posting. Minor units, debits positive. */
export interface TrailEntry {
  readonly postingId: string;
  readonly kind: string;
  readonly effectiveOn: string;
  readonly recordedAt: Date;
  readonly rule: string;
  readonly onceKey: string;
  readonly accountSeq: bigint;
  readonly ledgerAccount: string;
  readonly amount: bigint;
}

/** Every entry of these postings, of what split them anew and of their reversals, in order. */
export async function listEntriesOf(
  db: Queryable,
  postingIds: readonly string[],
): Promise<readonly TrailEntry[]> {
  return db.query<TrailEntry>(
    `select p.id as "postingId", p.kind, p.effective_on as "effectiveOn",
       p.recorded_at as "recordedAt", p.rule, p.once_key as "onceKey",
       p.account_seq as "accountSeq", e.ledger_account as "ledgerAccount", e.amount
     from posting p join entry e on e.posting_id = p.id
     where p.id = any($1::uuid[]) or p.reverses = any($1::uuid[])
       or (p.account_id in (select account_id from posting where id = any($1::uuid[]))
         and p.rule = 'payment-resplit'
         and split_part(p.once_key, ':', 2) = any($1::uuid[]::text[]))
     order by p.recorded_at, p.account_seq, p.id, e.line`,
    [postingIds],
  );
}

/** The facts that told these numbers of an account to the system of record. */
export async function listEventsNumbered(
  db: Queryable,
  accountId: string,
  numbers: readonly bigint[],
): Promise<readonly TimelineEvent[]> {
  return db.query<TimelineEvent>(
    `select e.account_id as "accountId", e.account_seq as "accountSeq", e.type, e.data,
       e.occurred_at as "occurredAt", e.sent_at as "sentAt", e.accepted_at as "acceptedAt",
       e.applied_at as "appliedAt", greatest(a.applied_seen, a.applied_through) as "appliedThrough"
     from event e join account a on a.id = e.account_id
     where e.account_id = $1 and e.account_seq = any($2::bigint[]) order by e.account_seq`,
    [accountId, numbers],
  );
}

/** Postings of a payment's disputes that were given back: the row keeps only what stands. */
export async function listDisputePostings(
  db: Queryable,
  paymentId: string,
): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>(
    `select p.id from posting p join payment y on y.id = $1 and y.account_id = p.account_id
     where p.kind = 'chargeback' and right(p.once_key, 36) = $1::text`,
    [paymentId],
  );
  return rows.map(({ id }) => id);
}
