import type { Queryable } from "#app/db/database.server.ts";
import type { HardshipRow } from "#app/db/stores/hardship-cases.server.ts";
import { listHardshipSteps } from "#app/db/stores/hardship-steps.server.ts";
import type { Runtime } from "../ports.ts";
import {
  type HardshipStepWords,
  type HardshipWords,
  openHardship,
  openStep,
} from "./hardship-case.server.ts";

export interface ToldStep {
  readonly id: string;
  readonly kind: string;
  /** Actor, "debtor:<id>". */
  readonly by: string;
  readonly at: number;
  readonly words: HardshipStepWords | null;
}

/**
 * A case with every word that was said in it, oldest first. `words`: what was told first, with
 * the reasons and needs of all that was told later. Who may read it is the caller's to know.
 */
export async function toldOfHardship(
  runtime: Pick<Runtime, "sealer">,
  db: Queryable,
  row: HardshipRow,
): Promise<{ readonly words: HardshipWords; readonly steps: readonly ToldStep[] }> {
  const first = openHardship(runtime, row);
  const steps = (await listHardshipSteps(db, row.id)).map((step) => ({
    id: step.id,
    kind: step.kind,
    by: step.by,
    at: step.at.getTime(),
    words: openStep(runtime, step),
  }));
  const later = steps.flatMap(({ words }) => words ?? []);
  return {
    steps,
    words: {
      reasons: [...new Set([first, ...later].flatMap(({ reasons = [] }) => reasons))],
      since: first.since ?? later.find(({ since }) => since)?.since ?? null,
      text: first.text,
      vulnerable: first.vulnerable || later.some(({ vulnerable }) => vulnerable),
    },
  };
}
