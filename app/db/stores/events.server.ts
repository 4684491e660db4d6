import type { Queryable, Tx } from "../database.server.ts";

export interface NewEvent {
  readonly id: string;
  readonly accountId: string;
  readonly type: string;
  readonly version: number;
  readonly occurredAt: Date;
  readonly data: unknown;
}

export interface EventRow {
  readonly seq: bigint;
  readonly id: string;
  readonly type: string;
  readonly version: number;
  /** The portfolio's code: a reference is unique within one. */
  readonly portfolio: string;
  readonly accountId: string;
  readonly accountRef: string;
  readonly accountSeq: bigint;
  readonly occurredAt: Date;
  readonly data: unknown;
}

/**
 * Writes a fact in the transaction that made it and gives it the account's next number. The
 * account's row stays locked until commit, so numbers have no gap and commit in order. Whoever
 * listens on `channel` hears of it when that commits.
 */
export async function appendEvent(tx: Tx, event: NewEvent, channel: string): Promise<bigint> {
  const rows = await tx.query<{ accountSeq: bigint }>(
    `with numbered as (
       update account set event_seq = event_seq + 1 where id = $2
       returning event_seq, portfolio_id, ref)
     insert into event (id, portfolio_id, account_id, account_ref, account_seq, type, version,
       occurred_at, data)
     select $1, portfolio_id, $2, ref, event_seq, $3, $4, $5, $6 from numbered
     returning account_seq as "accountSeq", pg_notify($7, '')`,
    [
      event.id,
      event.accountId,
      event.type,
      event.version,
      event.occurredAt,
      JSON.stringify(event.data),
      channel,
    ],
  );
  const row = rows[0];
  if (!row) throw new Error(`no account ${event.accountId} to hold an event`);
  return row.accountSeq;
}

const feedLock = 727_369_001;

export const eventColumns = `e.seq, e.id, e.type, e.version, p.code as portfolio,
  e.account_id as "accountId", e.account_ref as "accountRef", e.account_seq as "accountSeq",
  e.occurred_at as "occurredAt", e.data`;

/**
 * Gives committed events their place in the feed and makes their deliveries. One sequencer at a
 * time: a transaction that commits late gets a later place, so a reader that remembers `seq`
 * never misses one. Within an account the places follow the account's own numbers.
 */
export async function sequenceEvents(tx: Tx, at: Date): Promise<number> {
  await tx.query("select pg_advisory_xact_lock($1)", [feedLock]);
  const rows = await tx.query<{ id: string }>(
    `with waiting as (
       select id, account_seq, max(id::text) over
         (partition by account_id order by account_seq rows unbounded preceding) as after
       from event where seq is null),
     placed as (
       select id, row_number() over (order by after, account_seq)
         + (select coalesce(max(seq), 0) from event) as seq from waiting),
     sequenced as (
       update event e set seq = placed.seq from placed where e.id = placed.id
       returning e.id, e.portfolio_id, e.account_id, e.account_seq, e.type)
     , queued as (
       insert into delivery (event_id, endpoint_id, account_id, account_seq, next_try_at)
       select s.id, w.id, s.account_id, s.account_seq, $1::timestamptz from sequenced s
       join webhook_endpoint w on w.portfolio_id = s.portfolio_id and w.state = 'enabled'
         and (w.types = '{}' or s.type = any(w.types))
       on conflict do nothing returning 1)
     select id from sequenced`,
    [at],
  );
  return rows.length;
}

/** Whether any committed event waits for its place. */
export async function hasUnplacedEvents(db: Queryable): Promise<boolean> {
  const rows = await db.query("select from event where seq is null limit 1");
  return rows.length === 1;
}

/** The feed of some portfolios after a place, in order; `limit` rows at the most. */
export async function readFeed(
  db: Queryable,
  portfolioIds: readonly string[],
  after: bigint,
  limit: number,
): Promise<readonly EventRow[]> {
  return db.query<EventRow>(
    `select ${eventColumns} from event e join portfolio p on p.id = e.portfolio_id
     where e.portfolio_id = any($1::uuid[]) and e.seq > $2 order by e.seq limit $3`,
    [portfolioIds, after, limit],
  );
}

/** Notes that events were handed out, those that had not been before. */
export async function markSent(db: Queryable, ids: readonly string[], at: Date): Promise<void> {
  await db.query("update event set sent_at = $2 where id = any($1::uuid[]) and sent_at is null", [
    ids,
    at,
  ]);
}

/** The place of the latest event of some portfolios; 0 before the first. */
export async function lastPlace(db: Queryable, portfolioIds: readonly string[]): Promise<bigint> {
  const rows = await db.query<{ last: bigint }>(
    "select coalesce(max(seq), 0) as last from event where portfolio_id = any($1::uuid[])",
    [portfolioIds],
  );
  return rows[0]?.last ?? 0n;
}

/** Notes that somebody has accepted the events of a stretch of the feed, (after, upTo]. */
export async function markAccepted(
  tx: Tx,
  portfolioIds: readonly string[],
  after: bigint,
  upTo: bigint,
  at: Date,
): Promise<void> {
  await tx.query(
    `update event set accepted_at = $4, sent_at = coalesce(sent_at, $4)
     where portfolio_id = any($1::uuid[]) and seq > $2 and seq <= $3 and accepted_at is null`,
    [portfolioIds, after, upTo, at],
  );
}

/** Notes through which number an account's events are applied; false: it was known already. */
export async function markApplied(
  tx: Tx,
  accountId: string,
  accountSeq: bigint,
  at: Date,
): Promise<boolean> {
  const raised = await tx.query(
    `update account set applied_seen = $2 where id = $1 and applied_seen < $2 returning id`,
    [accountId, accountSeq],
  );
  await tx.query(
    `update event set applied_at = $3
     where account_id = $1 and account_seq <= $2 and applied_at is null`,
    [accountId, accountSeq, at],
  );
  return raised.length === 1;
}
