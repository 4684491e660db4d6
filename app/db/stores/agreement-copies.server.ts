import type { Queryable } from "../database.server.ts";

/** A file that was given out of an agreement; append-only. */
export interface AgreementCopyRow {
  readonly agreementId: string;
  readonly portfolioId: string;
  /** Of the whole file. */
  readonly sha256: Buffer;
  readonly givenAt: Date;
}

/** Keeps a copy's digest; the same file given out again is kept once. */
export async function insertAgreementCopy(db: Queryable, row: AgreementCopyRow): Promise<void> {
  await db.query(
    `insert into agreement_copy (agreement_id, portfolio_id, sha256, given_at)
     values ($1, $2, $3, $4) on conflict do nothing`,
    [row.agreementId, row.portfolioId, row.sha256, row.givenAt],
  );
}

export async function hasAgreementCopy(
  db: Queryable,
  agreementId: string,
  sha256: Buffer,
): Promise<boolean> {
  const text = "select 1 from agreement_copy where agreement_id = $1 and sha256 = $2";
  return (await db.query(text, [agreementId, sha256])).length === 1;
}
