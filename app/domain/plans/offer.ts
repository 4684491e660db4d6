import type { Components } from "../money/components.ts";
import type { Frequency } from "../policy/policy.ts";
import type { CalendarDate } from "../primitives/date.ts";

export type OfferKind = "full" | "settlement" | "instalments" | "deferment";
export type OfferInterest = "frozen" | "contract" | "reduced" | "fee";

/** A way to pay, computed from account, policy and date (domain.md §4). Minor units throughout. */
export interface Offer {
  readonly kind: OfferKind;
  readonly terms: number;
  /** Null for a single payment and for settlement by dates. */
  readonly frequency: Frequency | null;
  readonly interest: OfferInterest;
  readonly schedule: readonly ScheduleLine[];
  readonly totals: OfferTotals;
  /** Four decimals, as a text: simple (m·i) and compound. */
  readonly annualRate: string;
  readonly annualRateCompound: string;
  readonly firstDueOn: CalendarDate;
  readonly lastDueOn: CalendarDate;
  readonly validUntil: CalendarDate;
  /** Why it is offered, as keys, e.g. "policy-term", "affordable-share:0.6". */
  readonly reasons: readonly string[];
  readonly affordability: OfferAffordability | null;
}

export interface ScheduleLine {
  readonly n: number;
  readonly dueOn: CalendarDate;
  /** The date before it was moved off a non-working day; null when it was not moved. */
  readonly movedFrom: CalendarDate | null;
  readonly amountMinor: bigint;
  readonly components: Components;
  readonly balanceAfterMinor: bigint;
}

export interface OfferTotals {
  readonly toPayMinor: bigint;
  readonly interestMinor: bigint;
  readonly feesMinor: bigint;
  readonly waivedMinor: bigint;
  readonly overTodayMinor: bigint;
}

export interface OfferAffordability {
  readonly leftMinor: bigint;
  /** First instalment ÷ left over, two decimals as text; null when left ≤ 0. */
  readonly share: string | null;
  readonly warning: boolean;
}

export interface AffordabilityStatement {
  readonly income: readonly StatementLine[];
  readonly spending: readonly StatementLine[];
}
export interface StatementLine {
  readonly kind: string;
  readonly monthlyMinor: bigint;
}

export type ProposalAsk =
  | {
      readonly amountMinor: bigint;
      readonly frequency: Frequency;
      readonly firstDueOn: CalendarDate;
    }
  | {
      readonly endOn: CalendarDate;
      readonly frequency: Frequency;
      readonly firstDueOn: CalendarDate | null;
    };

export interface ProposalAnswer {
  readonly answer: "accepted" | "counter" | "referred";
  readonly reasons: readonly string[];
  readonly offer: Offer | null;
  readonly nearest: readonly Offer[];
}

/** Non-working days of a portfolio's calendar; weekends are part of it. */
export interface WorkingCalendar {
  isWorkingDay(date: CalendarDate): boolean;
}
