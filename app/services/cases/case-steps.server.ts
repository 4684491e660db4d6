import type { Queryable, Tx } from "#app/db/database.server.ts";
import type { CaseRow } from "#app/db/stores/case-files.server.ts";
import {
  type CaseStepKind,
  type CaseStepRow,
  insertCaseStep,
  listCaseSteps,
} from "#app/db/stores/case-steps.server.ts";
import type { CaseOutcome, FraudEvent } from "#app/domain/disputes/case.ts";
import { actorName } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import type { Runtime } from "../ports.ts";

/** What goes with a step; sealed. */
export interface StepWords {
  readonly text: string;
  /** Opening a case of fraud or a lost card: what happened, and since when. */
  readonly event?: FraudEvent;
  readonly since?: string;
  /** What the debtor holds to be right, or has paid: as they typed it. */
  readonly amount?: string;
  /** Files that came with it. */
  readonly files?: number;
  /** An answer: what it was at the time, for the letter. `amount` in minor units as text. */
  readonly answer?: {
    readonly outcome: CaseOutcome;
    readonly amountMinor: string | null;
    /** It came within the days of the short route (summary-route). */
    readonly summary: boolean;
    readonly holdEnded: boolean;
    /** Others owe the account, this person does not. */
    readonly leaves?: boolean;
  };
  /** An extension: the new day, as an instant. */
  readonly dueAt?: number;
}

export interface CaseStep extends Pick<CaseStepRow, "id" | "kind" | "by" | "round"> {
  readonly at: number;
  readonly words: StepWords | null;
}

/** Adds a step to a case's record; nothing in it is ever changed. */
export async function recordCaseStep(
  runtime: Runtime,
  tx: Tx,
  actor: Actor,
  row: Pick<CaseRow, "id" | "portfolioId" | "round">,
  step: { readonly kind: CaseStepKind; readonly words: StepWords | null },
): Promise<void> {
  const id = runtime.ids.next();
  const { portfolioId } = row;
  await insertCaseStep(tx, {
    id,
    caseId: row.id,
    portfolioId,
    round: row.round,
    kind: step.kind,
    by: actorName(actor),
    sealed: step.words && runtime.sealer.seal(stepBinding({ id, portfolioId }), step.words),
    at: new Date(runtime.clock.now()),
  });
}

/** The whole record of a case, opened, oldest first. Who may read it is the caller's to know. */
export async function caseSteps(
  { sealer }: Pick<Runtime, "sealer">,
  db: Queryable,
  caseId: string,
): Promise<readonly CaseStep[]> {
  const rows = await listCaseSteps(db, caseId);
  return rows.map(({ id, kind, by, round, at, sealed, portfolioId }) => ({
    ...{ id, kind, by, round },
    at: at.getTime(),
    words: sealed && sealer.open<StepWords>(stepBinding({ id, portfolioId }), sealed),
  }));
}

function stepBinding({ id, portfolioId }: { id: string; portfolioId: string }) {
  return { portfolioId, table: "case_step", id };
}
