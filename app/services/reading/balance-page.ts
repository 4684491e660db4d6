import type { ExplanationLine } from "#app/domain/interest/terms.ts";
import type { ItemisationLine } from "#app/domain/ledger/account.ts";
import type { Components } from "#app/domain/money/components.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";

/** What "why this amount?" shows. Amounts in minor units, moments in epoch milliseconds. */
export interface BalancePage {
  readonly accountId: string;
  readonly card: string | null;
  readonly currency: Currency;
  readonly nowMs: number;
  readonly zone: string;
  readonly asOf: CalendarDate;
  readonly totalMinor: bigint;
  readonly creditMinor: bigint;
  readonly components: Components;
  readonly daysOverdue: number;
  /** A hold stops collection: nobody calls it overdue while that stands. */
  readonly paused: boolean;
  readonly openingMinor: bigint;
  readonly interestMinor: bigint;
  readonly interestDays: number;
  readonly heldDays: number;
  /** What tomorrow adds if nothing is done. */
  readonly perDayMinor: bigint;
  readonly changes: readonly BalanceChange[];
  readonly explanation: readonly ExplanationLine[];
}

/** A movement since the snapshot; interest that accrues has its own table. */
export interface BalanceChange
  extends Pick<ItemisationLine, "on" | "amountMinor" | "rule" | "reference"> {
  readonly kind: ItemisationLine["kind"] | BalanceReason;
}

/**
 * What is neither a charge nor money returned: interest that a plan posts on its dates, interest
 * that a hold gives back, what was taken off because it was never owed.
 */
export type BalanceReason = "planInterest" | "interestBack" | "takenOff";
