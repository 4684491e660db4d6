import type { Queryable, Tx } from "../database.server.ts";

export type CaseStepKind =
  | "opened"
  | "added"
  | "asked"
  | "extended"
  | "noted"
  | "resolved"
  | "accepted"
  | "reopened"
  | "withdrawn"
  | "held-over";

/** What was said or done in a case, and by whom. Append-only. */
export interface CaseStepRow {
  readonly id: string;
  readonly caseId: string;
  readonly portfolioId: string;
  readonly round: number;
  readonly kind: CaseStepKind;
  readonly by: string;
  /** Sealed `StepWords`; null: no words. */
  readonly sealed: Buffer | null;
  readonly at: Date;
}

export async function insertCaseStep(tx: Tx, row: CaseStepRow): Promise<void> {
  await tx.query(
    `insert into case_step (id, case_id, portfolio_id, round, kind, by, sealed, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [row.id, row.caseId, row.portfolioId, row.round, row.kind, row.by, row.sealed, row.at],
  );
}

/** Everything that was said in a case, oldest first. */
export function listCaseSteps(db: Queryable, caseId: string): Promise<readonly CaseStepRow[]> {
  return db.query<CaseStepRow>(
    `select id, case_id as "caseId", portfolio_id as "portfolioId", round, kind, by, sealed, at
     from case_step where case_id = $1 order by at, id`,
    [caseId],
  );
}
