import type { Tx } from "#app/db/database.server.ts";
import type { HardshipRow } from "#app/db/stores/hardship-cases.server.ts";
import { insertHardshipStep } from "#app/db/stores/hardship-steps.server.ts";
import type { HardshipState } from "#app/domain/hardship/states.ts";
import type { HardshipReason } from "#app/domain/policy/hardship-rule.ts";
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

export function hardshipBinding(row: Pick<HardshipRow, "id" | "portfolioId">): SealBinding {
  return { portfolioId: row.portfolioId, table: "hardship_case", id: row.id };
}

export function openHardship(
  { sealer }: Pick<Runtime, "sealer">,
  row: Pick<HardshipRow, "id" | "portfolioId" | "sealed">,
): HardshipWords {
  return sealer.open<HardshipWords>(hardshipBinding(row), row.sealed);
}

/** What was said with a step, sealed for its row. */
export function stepBinding(row: { readonly id: string; readonly portfolioId: string }) {
  return { portfolioId: row.portfolioId, table: "hardship_step", id: row.id };
}

/** Adds a step to the case's record, with the words of whoever took it. */
export async function recordStep(
  runtime: Runtime,
  tx: Tx,
  row: Pick<HardshipRow, "id" | "portfolioId">,
  step: { readonly kind: HardshipState; readonly by: string; readonly text: string },
): Promise<void> {
  const { portfolioId } = row;
  const id = runtime.ids.next();
  const words = step.text === "" ? null : { text: step.text };
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
