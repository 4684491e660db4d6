import type { CaseRow } from "#app/db/stores/case-files.server.ts";
import type { CaseStep } from "./case-steps.server.ts";

export interface SummaryRoute {
  /** The debtor has accepted in time; until then nothing is settled. */
  readonly settled: boolean;
  /** The end of the last day on which accepting settles it by this route. */
  readonly until: Date;
}

/**
 * How the short route of a complaint stands for an answer of its newest round: open to one that was
 * given by the third business day, and settled by it only once the debtor accepts by then too
 * (DISP 1.5.1R). Null: there is no such route, or the answer came too late for it.
 */
export function summaryRoute(
  { round, summaryBy }: Pick<CaseRow, "round" | "summaryBy">,
  steps: readonly CaseStep[],
  answered: CaseStep,
): SummaryRoute | null {
  const early = answered.words?.answer?.summary === true && answered.round === round;
  if (!early || summaryBy === null) return null;
  const accepted = steps.findLast((step) => step.kind === "accepted" && step.round === round);
  const settled = accepted !== undefined && accepted.at <= summaryBy.getTime();
  return { settled, until: summaryBy };
}
