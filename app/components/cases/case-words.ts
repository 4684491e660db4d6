import type { CaseGround, CaseKind, CaseOutcome } from "#app/domain/disputes/case.ts";
import type { CaseState } from "#app/domain/disputes/states.ts";

/** A case as lists and titles name it. */
export interface NamedCase {
  readonly kind: CaseKind;
  readonly ground: CaseGround;
}

/** Locale key of what a case is about. */
export const groundKey = ({ kind, ground }: NamedCase) =>
  `case.ground.${kind}.${ground}` as "case.ground.dispute.other";

/** Locale key of how far a case is: its state, or how it came out. */
export function standKey(state: CaseState, outcome: CaseOutcome | null) {
  if (outcome !== null) return `case.outcome.${outcome}` as const;
  return `case.state.${state}` as "case.state.open";
}
