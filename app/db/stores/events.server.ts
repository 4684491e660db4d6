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
  readonly accountId: string;
  readonly accountRef: string;
  readonly accountSeq: bigint;
  readonly occurredAt: Date;
  readonly data: unknown;
}

/**
 * Writes a fact in the transaction that made it and gives it the account's next number. The
 * account's row stays locked until commit, so numbers have no gap and commit in order.
 */
export async function appendEvent(tx: Tx, event: NewEvent): Promise<bigint> {
  const rows = await tx.query<{ accountSeq: bigint }>(
    `with numbered as (
       update account set event_seq = event_seq + 1 where id = $2
       returning event_seq, portfolio_id, ref)
     insert into event (id, portfolio_id, account_id, account_ref, account_seq, type, version,
       occurred_at, data)
     select $1, portfolio_id, $2, ref, event_seq, $3, $4, $5, $6 from numbered
     returning account_seq as "accountSeq"`,
    [
      event.id,
      event.accountId,
      event.type,
      event.version,
      event.occurredAt,
      JSON.stringify(event.data),
    ],
  );
  const row = rows[0];
  if (!row) throw new Error(`no account ${event.accountId} to hold an event`);
  return row.accountSeq;
}

const feedLock = 727_369_001;

/**
 * Gives committed events their place in the feed and makes their deliveries. One sequencer at a
 * time: a transaction that commits late gets a later place, so a reader that remembers `seq`
 * never misses one. Within an account the places follow the account's own numbers.
 */
export async function sequenceEvents(tx: Tx): Promise<number> {
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
       insert into delivery (event_id, endpoint_id, account_id, account_seq)
       select s.id, w.id, s.account_id, s.account_seq from sequenced s
       join webhook_endpoint w on w.portfolio_id = s.portfolio_id and w.state = 'enabled'
         and (w.types = '{}' or s.type = any(w.types))
       on conflict do nothing returning 1)
     select id from sequenced`,
    [],
  );
  return rows.length;
}

/** The feed of some portfolios after a place, in order; `limit` rows at the most. */
export async function readFeed(
  db: Queryable,
  portfolioIds: readonly string[],
  after: bigint,
  limit: number,
): Promise<readonly EventRow[]> {
  return db.query<EventRow>(
    `select seq, id, type, version, account_id as "accountId", account_ref as "accountRef",
       account_seq as "accountSeq", occurred_at as "occurredAt", data
     from event where portfolio_id = any($1::uuid[]) and seq > $2 order by seq limit $3`,
    [portfolioIds, after, limit],
  );
}
