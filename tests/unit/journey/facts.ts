import type { Hold, HoldEffect } from "#app/domain/holds/hold.ts";
import type { AccountFacts, JourneyFacts, PlanFacts } from "#app/domain/journey/facts.ts";
import type { AttemptState } from "#app/domain/payments/attempt.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import type { AccountId, AttemptId, PlanId } from "#app/domain/primitives/ids.ts";

export const now = Date.UTC(2026, 10, 19, 6, 5);
const today = calendarDate("2026-11-19");

/** A link that nobody has opened, with some facts changed. */
export function journeyFacts(change: Partial<JourneyFacts> = {}): JourneyFacts {
  return {
    nowMs: now,
    today,
    link: "live",
    opened: false,
    factsLeft: 1,
    level: 0,
    lockedUntil: null,
    account: null,
    ...change,
  };
}

/** A verified visit to an account that owes, with some of its facts changed. */
export function onAccount(
  change: Partial<AccountFacts> = {},
  facts: Partial<JourneyFacts> = {},
): JourneyFacts {
  const account: AccountFacts = {
    accountId: "a1" as AccountId,
    owesMinor: 16_386_11n,
    holds: [],
    plan: null,
    choice: null,
    attempts: [],
    ...change,
  };
  return journeyFacts({ opened: true, factsLeft: 0, level: 1, account, ...facts });
}

export const planIn = (state: PlanFacts["state"]): PlanFacts => ({ planId: "p1" as PlanId, state });

export const choiceUntil = (day: string) => ({ key: "o1", validUntil: calendarDate(day) });

export const attemptsIn = (...states: AttemptState[]) =>
  states.map((state, n) => ({ attemptId: `t${n}` as AttemptId, state }));

export const holdOf = (...effects: HoldEffect[]): Hold => ({
  kind: "bankruptcy",
  from: today,
  to: null,
  effects,
});
