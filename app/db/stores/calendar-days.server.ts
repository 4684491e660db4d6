import type { Queryable, Tx } from "../database.server.ts";

export interface CalendarDayRow {
  /** ISO date. */
  readonly on: string;
  readonly working: boolean;
  readonly name: string;
}

/** Opens or closes days for a portfolio; a day that stands already is changed. */
export async function upsertCalendarDays(
  tx: Tx,
  portfolioId: string,
  days: readonly CalendarDayRow[],
): Promise<void> {
  await tx.query(
    `insert into calendar_day (portfolio_id, on_day, working, name)
     select $1, * from unnest($2::date[], $3::boolean[], $4::text[])
     on conflict (portfolio_id, on_day) do update
       set working = excluded.working, name = excluded.name`,
    [
      portfolioId,
      days.map(({ on }) => on),
      days.map(({ working }) => working),
      days.map(({ name }) => name),
    ],
  );
}

/** A portfolio's own days from a day on, in order. */
export async function listCalendarDays(
  db: Queryable,
  portfolioId: string,
  from: string,
): Promise<readonly CalendarDayRow[]> {
  return db.query<CalendarDayRow>(
    `select on_day as "on", working, name from calendar_day
     where portfolio_id = $1 and on_day >= $2::date order by on_day`,
    [portfolioId, from],
  );
}
