import type { Currency } from "../money/currency.ts";
import type { CalendarDate } from "../primitives/date.ts";

/**
 * What a case comes to. A token plan lets the debtor pay a little, by choice, while everything
 * rests until a review; a reduced plan is an amount that the debtor may sign.
 */
export const hardshipOutcomes = [
  "breathing-space",
  "crisis",
  "token-plan",
  "reduced-plan",
  "declined",
] as const;
export type HardshipOutcome = (typeof hardshipOutcomes)[number];

/** What the outcome gives; nulls where it does not say. */
export interface OutcomeTerms {
  /** The hold's days, [from, to); `to` null: until it is ended. */
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
  /** Each month, major units. */
  readonly amount: string | null;
  readonly currency: Currency;
  readonly months: number | null;
  readonly firstDueOn: CalendarDate | null;
  /** The policy's rule that decided, 1 on; null: a person did. */
  readonly rule: number | null;
}
