import { err, ok, type Result } from "../primitives/result.ts";

/** The life of a case of hardship (domain.md §8). */
export const hardshipStates = [
  "submitted",
  "decided",
  "answered",
  "reopened",
  "withdrawn",
] as const;
export type HardshipState = (typeof hardshipStates)[number];

/** In these a person owes the debtor an answer by a promised day. */
export const waitingStates: readonly HardshipState[] = ["submitted", "reopened"];

interface Rule {
  readonly from: readonly HardshipState[];
  /** Null: the state stays. */
  readonly to: HardshipState | null;
}

/**
 * What happens to a case, and in which states it may. `add` tells more of a case that waits;
 * `answer` takes the outcome as it is; `reopen` says that it does not help, or that something has
 * changed since; `end-treatment` adds the day to a crisis that was decided without one, also where
 * the debtor asked again and took that back: the space that was given goes on.
 */
const actions = {
  add: { from: waitingStates, to: null },
  decide: { from: ["submitted", "reopened"], to: "decided" },
  answer: { from: ["decided"], to: "answered" },
  reopen: { from: ["decided", "answered"], to: "reopened" },
  withdraw: { from: ["submitted", "reopened"], to: "withdrawn" },
  "end-treatment": { from: ["decided", "answered", "withdrawn"], to: null },
} as const satisfies Record<string, Rule>;

export type HardshipAction = keyof typeof actions;
export const hardshipActions = Object.keys(actions) as HardshipAction[];

/** The state after an action; an error when the action is not possible in this state. */
export function nextHardshipState(
  state: HardshipState,
  action: HardshipAction,
): Result<HardshipState, "hardship-action-not-possible"> {
  const { from, to }: Rule = actions[action];
  return from.includes(state) ? ok(to ?? state) : err("hardship-action-not-possible");
}
