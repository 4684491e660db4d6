import type { Queryable } from "../database.server.ts";

/** What a debtor thought of it; append-only, once an account. */
export interface SurveyRow {
  readonly id: string;
  readonly portfolioId: string;
  readonly accountId: string;
  readonly debtorId: string;
  /** 1 to 5, 5 the best. */
  readonly score: number;
  /** Sealed `{ text }`; null: nothing was written. */
  readonly sealed: Buffer | null;
  readonly at: Date;
}

/** False when this debtor answered for this account before. */
export async function insertSurveyAnswer(db: Queryable, row: SurveyRow): Promise<boolean> {
  const rows = await db.query(
    `insert into survey_answer (id, portfolio_id, account_id, debtor_id, score, sealed, at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (account_id, debtor_id) do nothing returning id`,
    [row.id, row.portfolioId, row.accountId, row.debtorId, row.score, row.sealed, row.at],
  );
  return rows.length === 1;
}

export async function hasAnsweredSurvey(
  db: Queryable,
  accountId: string,
  debtorId: string,
): Promise<boolean> {
  const text = "select 1 from survey_answer where account_id = $1 and debtor_id = $2";
  return (await db.query(text, [accountId, debtorId])).length === 1;
}
