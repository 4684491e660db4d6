import type { Queryable } from "../database.server.ts";

/** Money that arrived and waits for a person; in the currency in which it came, minor units. */
export interface SuspendedMoney {
  readonly breakId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly since: Date;
}

/** An account's money in suspense, until its break is closed; oldest first. */
export async function listSuspended(
  db: Queryable,
  accountId: string,
): Promise<readonly SuspendedMoney[]> {
  return db.query<SuspendedMoney>(
    `select id as "breakId", detail->'found'->>'currency' as currency,
       (detail->'found'->>'amountMinor')::bigint as "amountMinor", raised_at as since
     from break where account_id = $1 and state = 'open' and kind like 'payment:%'
       and detail->'found'->>'status' = 'succeeded'
     order by raised_at, id`,
    [accountId],
  );
}
