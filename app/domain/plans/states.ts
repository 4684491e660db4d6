import { err, ok, type Result } from "../primitives/result.ts";

/** The life of a plan (domain.md §5). */
export const planStates = [
  "offered",
  "agreed",
  "active",
  "completed",
  "broken",
  "cancelled",
  "replaced",
] as const;
export type PlanState = (typeof planStates)[number];

/** A plan in one of these binds the debtor and the collector; an account has one at most. */
export const openPlanStates: readonly PlanState[] = ["agreed", "active"];

/**
 * What happens to a plan, and in which states it may. `start` is the first payment or due date;
 * `cure` pays up a broken plan; `reopen` undoes the payment that had completed it.
 */
const actions = {
  sign: { from: ["offered"], to: "agreed" },
  start: { from: ["agreed"], to: "active" },
  complete: { from: ["agreed", "active"], to: "completed" },
  break: { from: ["agreed", "active"], to: "broken" },
  cure: { from: ["broken"], to: "active" },
  cancel: { from: ["agreed", "active"], to: "cancelled" },
  replace: { from: ["agreed", "active"], to: "replaced" },
  reopen: { from: ["completed"], to: "active" },
} as const satisfies Record<string, { from: readonly PlanState[]; to: PlanState }>;

export type PlanAction = keyof typeof actions;
export const planActions = Object.keys(actions) as PlanAction[];

/** The state after an action; an error when the action is not possible in this state. */
export function nextPlanState(
  state: PlanState,
  action: PlanAction,
): Result<PlanState, "plan-action-not-possible"> {
  const { from, to }: { from: readonly PlanState[]; to: PlanState } = actions[action];
  return from.includes(state) ? ok(to) : err("plan-action-not-possible");
}
