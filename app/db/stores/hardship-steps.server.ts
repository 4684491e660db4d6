import type { HardshipState } from "#app/domain/hardship/states.ts";
import type { Queryable, Tx } from "../database.server.ts";

/** What was said or done in a case: a state that it came to, or something within one. */
export type HardshipStepKind = HardshipState | "added" | "treatment-ended";

/** What was said in a case, and by whom. */
export interface HardshipStepRow {
  readonly id: string;
  readonly caseId: string;
  readonly portfolioId: string;
  readonly kind: HardshipStepKind;
  readonly by: string;
  /** Sealed `HardshipStepWords`; null: no words. */
  readonly sealed: Buffer | null;
  readonly at: Date;
}

export async function insertHardshipStep(tx: Tx, row: HardshipStepRow): Promise<void> {
  await tx.query(
    `insert into hardship_step (id, case_id, portfolio_id, kind, by, sealed, at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.id, row.caseId, row.portfolioId, row.kind, row.by, row.sealed, row.at],
  );
}

/** Everything that was said in a case, oldest first. */
export function listHardshipSteps(
  db: Queryable,
  caseId: string,
): Promise<readonly HardshipStepRow[]> {
  return db.query<HardshipStepRow>(
    `select id, case_id as "caseId", portfolio_id as "portfolioId", kind, by, sealed, at
     from hardship_step where case_id = $1 order by at, id`,
    [caseId],
  );
}
