import { describe, expect, test } from "vitest";
import {
  type AttemptAction,
  type AttemptState,
  applyProviderFact,
  attemptStates,
  isUnsettled,
  mayAct,
  type ProviderFact,
  providerFacts,
} from "#app/domain/payments/attempt.ts";
import { paymentView } from "#app/domain/payments/view.ts";

/**
 * Rows: the state before; columns: unknown open processing succeeded suspended failed expired
 * cancelled.
 */
const table: Record<AttemptState, AttemptState[]> = {
  created: [
    "created",
    "open",
    "processing",
    "succeeded",
    "suspended",
    "failed",
    "expired",
    "cancelled",
  ],
  open: ["open", "open", "processing", "succeeded", "suspended", "failed", "expired", "cancelled"],
  processing: [
    "processing",
    "processing",
    "processing",
    "succeeded",
    "suspended",
    "failed",
    "expired",
    "cancelled",
  ],
  succeeded: Array<AttemptState>(8).fill("succeeded"),
  suspended: onlyMoney("suspended"),
  failed: onlyMoney("failed"),
  expired: onlyMoney("expired"),
  cancelled: onlyMoney("cancelled"),
};

/** After an end, nothing but money changes anything. */
function onlyMoney(end: AttemptState): AttemptState[] {
  return [end, end, end, "succeeded", "suspended", end, end, end];
}

describe.each(attemptStates)("an attempt that is %s", (state) => {
  test.each(
    providerFacts.map((fact, n) => [fact, table[state][n]] as [ProviderFact, AttemptState]),
  )("and told %s is %s", (fact, after) => {
    expect(applyProviderFact(state, fact)).toBe(after);
  });
});

test("money that arrives after an expiry is not lost, and a late failure takes none away", () => {
  expect(applyProviderFact("expired", "succeeded")).toBe("succeeded");
  expect(applyProviderFact("succeeded", "failed")).toBe("succeeded");
});

test("three states keep a second attempt from beginning", () => {
  expect(attemptStates.filter(isUnsettled)).toEqual(["created", "open", "processing"]);
});

test.each([
  ["askToStart", ["created"]],
  ["sendPayer", ["open"]],
  ["expire", ["open"]],
  ["abandon", ["created"]],
  ["refresh", ["open", "processing"]],
  ["settle", ["created", "open", "processing", "suspended", "failed", "expired", "cancelled"]],
  ["giveReceipt", ["succeeded"]],
] as [AttemptAction, AttemptState[]][])("%s is permitted in %j", (action, states) => {
  expect(attemptStates.filter((state) => mayAct(state, action))).toEqual(states);
});

test.each([
  ["created", "processing", true, false, false],
  ["open", "not-paid", false, true, true],
  ["processing", "processing", true, false, false],
  ["succeeded", "paid", false, false, true],
  ["suspended", "suspended", false, false, true],
  ["failed", "not-paid", false, false, true],
  ["expired", "not-paid", false, false, true],
  ["cancelled", "not-paid", false, false, true],
] as const)("%s shows %s", (state, shows, refreshes, mayResume, mayPayAgain) => {
  expect(paymentView(state)).toEqual({ shows, refreshes, mayResume, mayPayAgain });
});
