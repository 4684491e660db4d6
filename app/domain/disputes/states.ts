import { err, ok, type Result } from "../primitives/result.ts";
import type { CaseKind } from "./case.ts";

/**
 * The life of a case. `asked`: the debtor has been asked for something, and the clock runs on.
 * Only a complaint is `accepted`: the debtor says that the answer settles it.
 */
export const caseStates = ["open", "asked", "resolved", "accepted", "withdrawn"] as const;
export type CaseState = (typeof caseStates)[number];

/** In these an answer is owed to the debtor. */
export const waitingStates: readonly CaseState[] = ["open", "asked"];

interface Rule {
  readonly from: readonly CaseState[];
  /** Null: the state stays. */
  readonly to: CaseState | null;
}

/** By the debtor: add, accept, reopen, withdraw. By staff: ask, extend, note, resolve. */
const shared = {
  add: { from: waitingStates, to: "open" },
  ask: { from: waitingStates, to: "asked" },
  extend: { from: waitingStates, to: null },
  note: { from: caseStates, to: null },
  resolve: { from: waitingStates, to: "resolved" },
  withdraw: { from: waitingStates, to: "withdrawn" },
} as const satisfies Record<string, Rule>;

const tables: Readonly<Record<CaseKind, Readonly<Record<CaseAction, Rule>>>> = {
  dispute: {
    ...shared,
    accept: { from: [], to: "accepted" },
    reopen: { from: ["resolved", "withdrawn"], to: "open" },
  },
  complaint: {
    ...shared,
    accept: { from: ["resolved"], to: "accepted" },
    reopen: { from: ["resolved", "accepted", "withdrawn"], to: "open" },
  },
};

export const caseActions = [
  "add",
  "ask",
  "extend",
  "note",
  "resolve",
  "withdraw",
  "accept",
  "reopen",
] as const;
export type CaseAction = (typeof caseActions)[number];

/** The state after an action; an error when it is not possible in this state. */
export function nextCaseState(
  kind: CaseKind,
  state: CaseState,
  action: CaseAction,
): Result<CaseState, "case-action-not-possible"> {
  const { from, to } = tables[kind][action];
  return from.includes(state) ? ok(to ?? state) : err("case-action-not-possible");
}
