import type { Queryable, Tx } from "../database.server.ts";

export interface HoldRow {
  readonly id: string;
  readonly accountId: string;
  readonly portfolioId: string;
  readonly kind: string;
  readonly effects: readonly string[];
  readonly fromOn: string;
  readonly toOn: string | null;
  readonly reason: string;
  readonly setBy: string;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

const columns = `id, account_id as "accountId", portfolio_id as "portfolioId", kind, effects,
  from_on as "fromOn", to_on as "toOn", reason, set_by as "setBy", created_at as "createdAt",
  ended_at as "endedAt"`;

/** Every hold of an account, past and present: interest is replayed over all of them. */
export async function listHolds(db: Queryable, accountId: string): Promise<readonly HoldRow[]> {
  const text = `select ${columns} from hold where account_id = $1 order by from_on, id`;
  return db.query<HoldRow>(text, [accountId]);
}

/** The holds of several accounts, past and present, the oldest first. */
export async function listHoldsOf(
  db: Queryable,
  accountIds: readonly string[],
): Promise<readonly HoldRow[]> {
  const text = `select ${columns} from hold where account_id = any($1::uuid[])
    order by from_on, id`;
  return db.query<HoldRow>(text, [accountIds]);
}

export async function findHold(db: Queryable, id: string): Promise<HoldRow | null> {
  const rows = await db.query<HoldRow>(`select ${columns} from hold where id = $1`, [id]);
  return rows[0] ?? null;
}

export async function insertHold(tx: Tx, hold: Omit<HoldRow, "endedAt">): Promise<void> {
  await tx.query(
    `insert into hold (id, account_id, portfolio_id, kind, effects, from_on, to_on, reason, set_by,
       created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      hold.id,
      hold.accountId,
      hold.portfolioId,
      hold.kind,
      hold.effects,
      hold.fromOn,
      hold.toOn,
      hold.reason,
      hold.setBy,
      hold.createdAt,
    ],
  );
}

/** Gives an open hold the day on which it ends, exclusive; false when it has one, or has ended. */
export async function setHoldEnd(tx: Tx, id: string, toOn: string): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    `update hold set to_on = $2
     where id = $1 and to_on is null and ended_at is null returning id`,
    [id, toOn],
  );
  return rows.length === 1;
}

/** Ends a hold on a day, never later than it would have; false when it has ended already. */
export async function endHold(
  tx: Tx,
  id: string,
  on: string,
  at: Date,
  by: string,
): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    `update hold set to_on = least(coalesce(to_on, 'infinity'), greatest(from_on, $2::date)),
       ended_at = $3, ended_by = $4
     where id = $1 and ended_at is null returning id`,
    [id, on, at, by],
  );
  return rows.length === 1;
}
