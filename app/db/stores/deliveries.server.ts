import type { Queryable, Tx } from "../database.server.ts";
import { type EventRow, eventColumns } from "./events.server.ts";

/** An event on its way to one endpoint; `tries` counts the one that it was claimed for. */
export interface ClaimedDelivery extends EventRow {
  readonly tries: number;
}

/**
 * Takes deliveries that are due, for one endpoint: of each account only the first that is not yet
 * accepted, so that order holds. Nobody else takes them before `until`, when whoever took them
 * must have died.
 */
export async function claimDeliveries(
  db: Queryable,
  endpointId: string,
  { at, until, limit }: { readonly at: Date; readonly until: Date; readonly limit: number },
): Promise<readonly ClaimedDelivery[]> {
  return db.query<ClaimedDelivery>(
    `with due as (
       select d.event_id from delivery d
       where d.endpoint_id = $1 and d.state = 'pending' and d.next_try_at <= $2
         and not exists (
           select from delivery before
           where before.endpoint_id = d.endpoint_id and before.account_id = d.account_id
             and before.account_seq < d.account_seq and before.state = 'pending')
       order by d.next_try_at limit $4 for update of d skip locked),
     claimed as (
       update delivery d set tries = d.tries + 1, next_try_at = $3 from due
       where d.endpoint_id = $1 and d.event_id = due.event_id
       returning d.event_id, d.tries)
     select ${eventColumns}, c.tries from claimed c join event e on e.id = c.event_id
       join portfolio p on p.id = e.portfolio_id
     order by e.seq`,
    [endpointId, at, until, limit],
  );
}

/** The endpoint took it: the account's next event is due at once. */
export async function acceptDelivery(
  tx: Tx,
  endpointId: string,
  event: Pick<EventRow, "id" | "accountId">,
  status: string,
  at: Date,
): Promise<void> {
  await tx.query(
    `update delivery set state = 'accepted', accepted_at = $3, last_status = $4
     where endpoint_id = $1 and event_id = $2`,
    [endpointId, event.id, at, status],
  );
  await tx.query(
    `update event set accepted_at = coalesce(accepted_at, $2), sent_at = coalesce(sent_at, $2)
     where id = $1 and accepted_at is null`,
    [event.id, at],
  );
  await tx.query(
    `update delivery set next_try_at = $3
     where endpoint_id = $1 and account_id = $2 and state = 'pending' and account_seq = (
       select min(account_seq) from delivery
       where endpoint_id = $1 and account_id = $2 and state = 'pending')`,
    [endpointId, event.accountId, at],
  );
}

/** It failed: neither it nor what follows it on its account is due before `nextTryAt`. */
export async function postponeDelivery(
  db: Queryable,
  endpointId: string,
  event: Pick<EventRow, "id" | "accountId">,
  status: string,
  nextTryAt: Date,
): Promise<void> {
  await db.query(
    `update delivery set next_try_at = $4,
       last_status = case when event_id = $2 then $5 else last_status end
     where endpoint_id = $1 and account_id = $3 and state = 'pending'`,
    [endpointId, event.id, event.accountId, nextTryAt, status],
  );
}

/**
 * Queues events for an endpoint again, those after a place of the feed, whatever became of them
 * before. Answers how many.
 */
export async function requeueDeliveries(
  tx: Tx,
  endpoint: {
    readonly id: string;
    readonly portfolioId: string;
    readonly types: readonly string[];
  },
  after: bigint,
  at: Date,
): Promise<number> {
  const rows = await tx.query(
    `insert into delivery (event_id, endpoint_id, account_id, account_seq, next_try_at)
     select id, $1, account_id, account_seq, $5::timestamptz from event
     where portfolio_id = $2 and seq > $3 and ($4::text[] = '{}' or type = any($4::text[]))
     on conflict (endpoint_id, event_id) do update
       set state = 'pending', tries = 0, next_try_at = excluded.next_try_at, accepted_at = null
     returning 1`,
    [endpoint.id, endpoint.portfolioId, after, endpoint.types, at],
  );
  return rows.length;
}

/** The place before the first event that an endpoint has not accepted; null: none was queued. */
export async function placeBeforeWaiting(
  db: Queryable,
  endpointId: string,
): Promise<bigint | null> {
  const rows = await db.query<{ place: bigint | null }>(
    `select coalesce(min(e.seq) filter (where d.state <> 'accepted') - 1, max(e.seq)) as place
     from delivery d join event e on e.id = d.event_id where d.endpoint_id = $1`,
    [endpointId],
  );
  return rows[0]?.place ?? null;
}
