import type { Queryable } from "../database.server.ts";

/** Money that arrived and waits for a person; in the currency in which it came, minor units. */
export interface SuspendedMoney {
  readonly breakId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly since: Date;
}

/**
 * An account's money in suspense, until its break is closed; oldest first. Money of one charge for
 * several accounts is shown on each of them, whole: nobody knows yet which it will pay.
 */
export async function listSuspended(
  db: Queryable,
  accountId: string,
): Promise<readonly SuspendedMoney[]> {
  return db.query<SuspendedMoney>(
    `select id as "breakId", detail->'found'->>'currency' as currency,
       (detail->'found'->>'amountMinor')::bigint as "amountMinor", raised_at as since
     from break where state = 'open' and kind like 'payment:%'
       and (account_id = $1 or detail->>'attemptId' in (
         select leader_id::text from payment_attempt where account_id = $1 and amount <> total))
       and detail->'found'->>'status' = 'succeeded'
     order by raised_at, id`,
    [accountId],
  );
}
