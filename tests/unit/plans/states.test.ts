import { describe, expect, it } from "vitest";
import {
  nextPlanState,
  openPlanStates,
  type PlanAction,
  type PlanState,
  planActions,
  planStates,
} from "#app/domain/plans/states.ts";

/** Written out from domain.md §5: everything that is not here must be refused. */
const allowed: readonly [PlanState, PlanAction, PlanState][] = [
  ["offered", "sign", "agreed"],
  ["agreed", "start", "active"],
  ["agreed", "complete", "completed"],
  ["active", "complete", "completed"],
  ["agreed", "break", "broken"],
  ["active", "break", "broken"],
  ["broken", "cure", "active"],
  ["agreed", "cancel", "cancelled"],
  ["active", "cancel", "cancelled"],
  ["agreed", "replace", "replaced"],
  ["active", "replace", "replaced"],
  ["completed", "reopen", "active"],
];

describe("the life of a plan", () => {
  it.each(allowed)("%s: %s → %s", (state, action, next) => {
    expect(nextPlanState(state, action)).toEqual({ ok: true, value: next });
  });

  it("refuses every other action in every other state", () => {
    const known = new Set(allowed.map(([state, action]) => `${state} ${action}`));
    for (const state of planStates) {
      for (const action of planActions) {
        if (known.has(`${state} ${action}`)) continue;
        expect(nextPlanState(state, action)).toEqual({
          ok: false,
          error: "plan-action-not-possible",
        });
      }
    }
  });

  it("has two states in which a plan binds", () => {
    expect(openPlanStates).toEqual(["agreed", "active"]);
  });
});
