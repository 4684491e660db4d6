import { describe, expect, test } from "vitest";
import {
  type HardshipAction,
  type HardshipState,
  hardshipActions,
  hardshipStates,
  nextHardshipState,
} from "#app/domain/hardship/states.ts";

/** The whole table: every state with what may happen in it; all else may not. */
const legal: Record<HardshipState, Partial<Record<HardshipAction, HardshipState>>> = {
  submitted: { add: "submitted", decide: "decided", withdraw: "withdrawn" },
  decided: { answer: "answered", reopen: "reopened", "end-treatment": "decided" },
  answered: { reopen: "reopened", "end-treatment": "answered" },
  reopened: { add: "reopened", decide: "decided", withdraw: "withdrawn" },
  withdrawn: { "end-treatment": "withdrawn" },
};

describe("a case of hardship", () => {
  const table = hardshipStates.flatMap((state) =>
    hardshipActions.map((action) => [state, action, legal[state][action] ?? null] as const),
  );
  test.each(table)("%s, %s: %s", (state, action, expected) => {
    const next = nextHardshipState(state, action);
    expect(next.ok ? next.value : null).toBe(expected);
  });
});
