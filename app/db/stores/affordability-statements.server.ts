import type { Queryable, Tx } from "../database.server.ts";

/** Income and spending as a debtor stated them; sealed, for they are personal. */
export interface StatementRow {
  readonly id: string;
  readonly portfolioId: string;
  readonly debtorId: string;
  readonly currency: string;
  readonly sealed: Buffer;
  readonly madeAt: Date;
  /** When the debtor last said that it is still true. */
  readonly confirmedAt: Date;
}

const columns = `id, portfolio_id as "portfolioId", debtor_id as "debtorId", currency, sealed,
  made_at as "madeAt", confirmed_at as "confirmedAt"`;

export async function insertStatement(tx: Tx, row: StatementRow): Promise<void> {
  await tx.query(
    `insert into affordability_statement
       (id, portfolio_id, debtor_id, currency, sealed, made_at, confirmed_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.id, row.portfolioId, row.debtorId, row.currency, row.sealed, row.madeAt, row.confirmedAt],
  );
}

/** The statement in force; null when nothing was ever stated. */
export async function newestStatement(
  db: Queryable,
  debtorId: string,
): Promise<StatementRow | null> {
  const rows = await db.query<StatementRow>(
    `select ${columns} from affordability_statement where debtor_id = $1
     order by made_at desc, id desc limit 1`,
    [debtorId],
  );
  return rows[0] ?? null;
}

export async function findStatement(db: Queryable, id: string): Promise<StatementRow | null> {
  const text = `select ${columns} from affordability_statement where id = $1`;
  return (await db.query<StatementRow>(text, [id]))[0] ?? null;
}

/** Notes that a statement is still true. */
export async function confirmStatement(db: Queryable, id: string, at: Date): Promise<void> {
  await db.query(
    `update affordability_statement set confirmed_at = $2 where id = $1 and confirmed_at < $2`,
    [id, at],
  );
}
