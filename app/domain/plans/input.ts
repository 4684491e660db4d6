import type { AccountState, Balance } from "../ledger/account.ts";
import type { Policy } from "../policy/policy.ts";
import type { CalendarDate } from "../primitives/date.ts";
import type { AffordabilityStatement, WorkingCalendar } from "./offer.ts";

/** All that offers and answers are computed from; the same input always gives the same answer. */
export interface OfferInput {
  readonly account: AccountState;
  /** What is owed on `on`, in minor units. */
  readonly balance: Balance;
  readonly policy: Policy;
  readonly on: CalendarDate;
  /** The debtor's wish, already checked with `checkFirstDue`; null: the policy's first day. */
  readonly firstDueOn: CalendarDate | null;
  readonly statement: AffordabilityStatement | null;
  readonly calendar: WorkingCalendar;
  /** Deferments already agreed in the twelve months before `on`; absent: none. */
  readonly defermentsUsed?: number;
  /**
   * Plans that the debtor has put in the place of one in the twelve months before `on`, where this
   * one would be another; absent: it replaces none, or a person has agreed to it.
   */
  readonly changesUsed?: number;
}

/** Whether the debtor has made as many changes alone as the policy allows: a person answers. */
export function changesAreUsed({ changesUsed, policy }: OfferInput): boolean {
  const { changesPerYear } = policy.plan;
  return changesUsed !== undefined && changesPerYear !== null && changesUsed >= changesPerYear;
}
