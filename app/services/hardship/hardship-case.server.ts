import type { Tx } from "#app/db/database.server.ts";
import type { HardshipRow } from "#app/db/stores/hardship-cases.server.ts";
import {
  type HardshipStepKind,
  type HardshipStepRow,
  insertHardshipStep,
} from "#app/db/stores/hardship-steps.server.ts";
import type { HardshipReason } from "#app/domain/policy/hardship-rule.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import type { Runtime, SealBinding } from "../ports.ts";

/** What a debtor said of their case; sealed. */
export interface HardshipWords {
  readonly reasons: readonly HardshipReason[];
  /** The month in which it began, "2026-08"; null: not said. */
  readonly since: string | null;
  readonly text: string;
  /** Asked to be treated with more care: offered, never asked for. */
  readonly vulnerable: boolean;
}

/** What was said with a step; sealed. What is told later of a case adds to what was told first. */
export interface HardshipStepWords extends Partial<Omit<HardshipWords, "text">> {
  readonly text: string;
  readonly crisis?: boolean;
  /** Files that came with it. */
  readonly files?: number;
  /** The day on which a treatment ended. */
  readonly endedOn?: CalendarDate;
}

export function hardshipBinding(row: Pick<HardshipRow, "id" | "portfolioId">): SealBinding {
  return { portfolioId: row.portfolioId, table: "hardship_case", id: row.id };
}

export function openHardship(
  { sealer }: Pick<Runtime, "sealer">,
  row: Pick<HardshipRow, "id" | "portfolioId" | "sealed">,
): HardshipWords {
  return sealer.open<HardshipWords>(hardshipBinding(row), row.sealed);
}

/** Null: nothing was said with it. */
export function openStep(
  { sealer }: Pick<Runtime, "sealer">,
  step: HardshipStepRow,
): HardshipStepWords | null {
  return step.sealed && sealer.open<HardshipStepWords>(stepBinding(step), step.sealed);
}

function stepBinding({ id, portfolioId }: { id: string; portfolioId: string }): SealBinding {
  return { portfolioId, table: "hardship_step", id };
}

/** Adds a step to the case's record, with the words of whoever took it. */
export async function recordStep(
  runtime: Runtime,
  tx: Tx,
  row: Pick<HardshipRow, "id" | "portfolioId">,
  step: {
    readonly kind: HardshipStepKind;
    readonly by: string;
    readonly words: HardshipStepWords;
  },
): Promise<void> {
  const { portfolioId } = row;
  const id = runtime.ids.next();
  const { text, ...more } = step.words;
  const words = text === "" && Object.keys(more).length === 0 ? null : step.words;
  await insertHardshipStep(tx, {
    id,
    caseId: row.id,
    portfolioId,
    kind: step.kind,
    by: step.by,
    sealed: words && runtime.sealer.seal(stepBinding({ id, portfolioId }), words),
    at: new Date(runtime.clock.now()),
  });
}
