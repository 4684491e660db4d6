import type { Hold } from "../holds/hold.ts";
import type { ExplanationLine, InterestTerms } from "../interest/terms.ts";
import type { Component, Components } from "../money/components.ts";
import type { Currency } from "../money/currency.ts";
import type { CalendarDate } from "../primitives/date.ts";
import type { Rational } from "../primitives/rational.ts";

/** One debt as the system of record stated it on `asOf`, and what has moved since. */
export interface AccountState {
  readonly accountRef: string;
  readonly currency: Currency;
  readonly asOf: CalendarDate;
  readonly opening: Components;
  readonly minimumDueMinor: bigint;
  readonly delinquentSince: CalendarDate | null;
  readonly product: string | null;
  readonly interest: InterestTerms;
  readonly movements: readonly Movement[];
  readonly holds: readonly Hold[];
  /** Days of plans that bear interest; absent: there are none. */
  readonly planDays?: readonly PlanDay[];
}

/**
 * A day of a plan that bears interest: that of its figures and each due date of one at the
 * account's own rate, which post it; and the end of any.
 */
export interface PlanDay {
  readonly on: CalendarDate;
  readonly kind: "signed" | "due" | "ended";
  /** What the period that ends on this due date was to cost, as signed; minor units. */
  readonly signedMinor?: bigint;
}

/**
 * Money or a correction since `asOf`, by effective date. `payment` and `credit` lower the balance
 * by the allocation order (or by `split` when the posting already fixed it); `charge` raises one
 * component; `reversal` undoes an earlier movement's split. Amounts are positive minor units.
 */
export interface Movement {
  readonly on: CalendarDate;
  readonly kind: "payment" | "credit" | "charge" | "reversal" | "waiver";
  readonly amountMinor: bigint;
  readonly component: Component | null;
  readonly split: Components | null;
  readonly reference: string | null;
  /**
   * A charge that is a plan's own interest: the instalment of its date pays it first; or the credit
   * right after it that a hold gave back of it.
   */
  readonly ofPlan?: boolean;
  /** What holds gave back of such a charge; minor units. */
  readonly heldMinor?: bigint;
}

/** What is owed on a date, with every line that adds up to it. */
export interface Balance {
  readonly on: CalendarDate;
  readonly components: Components;
  readonly totalMinor: bigint;
  /** Money beyond the balance, owed to the debtor; apart from the total. */
  readonly creditMinor: bigint;
  readonly daysOverdue: number;
  readonly explanation: readonly ExplanationLine[];
  readonly itemisation: readonly ItemisationLine[];
  /** Unpaid interest that bears interest from `on`; absent: none is known to. */
  readonly bearingMinor?: bigint;
  /** Exact interest since `asOf`, in minor units: counts against a total cap. */
  readonly accrued?: Rational;
}

/**
 * An opening amount, a movement or a posting of interest; signed minor units, they sum to
 * total − credit. `split` shows as positive amounts where the line went.
 */
export interface ItemisationLine {
  readonly on: CalendarDate;
  readonly kind:
    | "opening"
    | "payment"
    | "credit"
    | "charge"
    | "reversal"
    | "waiver"
    | "interest"
    | "penalty";
  readonly component: Component | null;
  readonly amountMinor: bigint;
  readonly split: Components | null;
  readonly rule: string | null;
  readonly reference: string | null;
}
