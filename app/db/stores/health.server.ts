import type { Queryable } from "../database.server.ts";

/** Connections that workers of ours hold; none: nobody works. */
export async function countWorkers(db: Queryable): Promise<number> {
  const rows = await db.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
     where datname = current_database() and application_name = 'evenkeel-worker'`,
    [],
  );
  return rows[0]?.count ?? 0;
}

/** What the database's own clock says. */
export async function readDatabaseClock(db: Queryable): Promise<Date> {
  const rows = await db.query<{ now: Date }>("select clock_timestamp() as now", []);
  return rows[0]?.now ?? new Date(0);
}

export interface Backlog {
  /** Facts that have no place in the feed yet. */
  readonly unplaced: number;
  readonly deliveriesWaiting: number;
  /** Age of the oldest fact that an endpoint has not taken. */
  readonly oldestWaitingS: number;
  readonly endpointsDisabled: number;
  readonly messagesQueued: number;
  readonly providerEventsWaiting: number;
  readonly attemptsOpen: number;
}

/** What waits to be done, for whoever watches. */
export async function readBacklog(db: Queryable, at: Date): Promise<Backlog> {
  const rows = await db.query<Backlog>(
    `select (select count(*) from event where seq is null)::int as "unplaced",
       (select count(*) from delivery where state = 'pending')::int as "deliveriesWaiting",
       (select coalesce(extract(epoch from $1::timestamptz - min(e.occurred_at)), 0)::float8
         from delivery d join event e on e.id = d.event_id
         where d.state = 'pending') as "oldestWaitingS",
       (select count(*) from webhook_endpoint where state = 'disabled')::int
         as "endpointsDisabled",
       (select count(*) from contact_record where state = 'queued')::int as "messagesQueued",
       (select count(*) from provider_event where processed_at is null)::int
         as "providerEventsWaiting",
       (select count(*) from payment_attempt where state in ('created', 'open', 'processing'))::int
         as "attemptsOpen"`,
    [at],
  );
  return rows[0] as Backlog;
}
