import { describe, expect, test } from "vitest";
import { type CaseKind, caseKinds } from "#app/domain/disputes/case.ts";
import {
  type CaseAction,
  type CaseState,
  caseActions,
  caseStates,
  nextCaseState,
} from "#app/domain/disputes/states.ts";

type Table = Record<CaseState, Partial<Record<CaseAction, CaseState>>>;

const waiting = (state: CaseState) => ({
  add: "open" as const,
  ask: "asked" as const,
  extend: state,
  note: state,
  resolve: "resolved" as const,
  withdraw: "withdrawn" as const,
});

/** Both tables whole: every state with what may happen in it; all else may not. */
const legal: Record<CaseKind, Table> = {
  dispute: {
    open: waiting("open"),
    asked: waiting("asked"),
    resolved: { note: "resolved", reopen: "open" },
    accepted: { note: "accepted" },
    withdrawn: { note: "withdrawn", reopen: "open" },
  },
  complaint: {
    open: waiting("open"),
    asked: waiting("asked"),
    resolved: { note: "resolved", accept: "accepted", reopen: "open" },
    accepted: { note: "accepted", reopen: "open" },
    withdrawn: { note: "withdrawn", reopen: "open" },
  },
};

describe.each(caseKinds)("a %s", (kind) => {
  const table = caseStates.flatMap((state) =>
    caseActions.map((action) => [state, action, legal[kind][state][action] ?? null] as const),
  );
  test.each(table)("%s, %s: %s", (state, action, expected) => {
    const next = nextCaseState(kind, state, action);
    expect(next.ok ? next.value : null).toBe(expected);
  });
});
