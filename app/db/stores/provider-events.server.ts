import type { Queryable } from "../database.server.ts";

/** One event of the provider as it came; nothing in it is believed but its names. */
export interface ProviderEventRow {
  readonly id: string;
  readonly provider: string;
  readonly type: string;
  readonly objectId: string;
  readonly receivedAt: Date;
  /** Times that it was taken, this one included. */
  readonly tries: number;
}

export interface NewProviderEvent {
  readonly id: string;
  readonly provider: string;
  readonly type: string;
  readonly objectId: string;
  readonly payload: unknown;
  readonly receivedAt: Date;
}

/** Keeps an event; false when it is in the inbox already. */
export async function insertProviderEvent(
  db: Queryable,
  event: NewProviderEvent,
): Promise<boolean> {
  const rows = await db.query<{ id: string }>(
    `insert into provider_event (id, provider, type, object_id, payload, received_at, next_try_at)
     values ($1, $2, $3, $4, $5, $6, $6) on conflict (id) do nothing returning id`,
    [
      event.id,
      event.provider,
      event.type,
      event.objectId,
      JSON.stringify(event.payload),
      event.receivedAt,
    ],
  );
  return rows.length === 1;
}

/**
 * Takes events that are due, oldest first, for as long as the lease: a worker that dies gives
 * them back by doing nothing. Of one object's events one at a time is taken.
 */
export async function claimProviderEvents(
  db: Queryable,
  now: Date,
  leaseMs: number,
  limit: number,
): Promise<readonly ProviderEventRow[]> {
  return db.query<ProviderEventRow>(
    `with due as (
       select id as due_id from provider_event e
       where processed_at is null and next_try_at <= $1
         and not exists (select from provider_event o
           where o.object_id = e.object_id and o.processed_at is null and o.id <> e.id
             and o.next_try_at <= $1 and (o.received_at, o.id) < (e.received_at, e.id))
       order by next_try_at, id limit $3 for update skip locked)
     update provider_event
     set tries = tries + 1, next_try_at = $1::timestamptz + make_interval(secs => $2::float8 / 1000)
     from due where id = due_id
     returning id, provider, type, object_id as "objectId", received_at as "receivedAt", tries`,
    [now, leaseMs, limit],
  );
}

/** Done with an event: what came of it. */
export async function endProviderEvent(
  db: Queryable,
  id: string,
  outcome: string,
  at: Date,
): Promise<void> {
  await db.query(
    `update provider_event set processed_at = $3, outcome = $2, last_error = null
     where id = $1 and processed_at is null`,
    [id, outcome, at],
  );
}

/** Not done: try again then. */
export async function postponeProviderEvent(
  db: Queryable,
  id: string,
  error: string,
  nextTryAt: Date,
): Promise<void> {
  await db.query(
    `update provider_event set last_error = $2, next_try_at = $3
     where id = $1 and processed_at is null`,
    [id, error.slice(0, 500), nextTryAt],
  );
}
