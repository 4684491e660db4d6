import type { Queryable } from "../database.server.ts";

/** How a debtor wants to be written to and spoken with; sealed. */
export interface SupportRow {
  readonly debtorId: string;
  readonly portfolioId: string;
  readonly sealed: Buffer;
  readonly updatedAt: Date;
}

export async function findSupport(db: Queryable, debtorId: string): Promise<SupportRow | null> {
  const rows = await db.query<SupportRow>(
    `select debtor_id as "debtorId", portfolio_id as "portfolioId", sealed,
       updated_at as "updatedAt" from support_need where debtor_id = $1`,
    [debtorId],
  );
  return rows[0] ?? null;
}

export async function saveSupport(db: Queryable, row: SupportRow): Promise<void> {
  await db.query(
    `insert into support_need (debtor_id, portfolio_id, sealed, updated_at)
     values ($1, $2, $3, $4)
     on conflict (debtor_id) do update set sealed = $3, updated_at = $4`,
    [row.debtorId, row.portfolioId, row.sealed, row.updatedAt],
  );
}
