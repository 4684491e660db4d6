import type { Currency } from "#app/domain/money/currency.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";

/** How far an account has come. */
export type Stage =
  | "new"
  | "sent"
  | "opened"
  | "verified"
  | "proposed"
  | "agreed"
  | "active"
  | "held"
  | "recalled"
  | "closed";

/** Moments in epoch milliseconds, amounts in minor units. */
export interface AccountListRow {
  readonly id: string;
  readonly name: string;
  readonly ref: string;
  readonly currency: Currency;
  /** As last imported; the account's own page counts to today. */
  readonly totalMinor: bigint;
  readonly asOf: CalendarDate;
  readonly daysOverdue: number;
  readonly stage: Stage;
  /** The kind of hold, when one is in force. */
  readonly hold: string | null;
  readonly zone: string;
  readonly contactAt: number | null;
  readonly contactChannel: string | null;
}

export interface AccountListPage {
  readonly portfolios: readonly { readonly code: string; readonly name: string }[];
  readonly rows: readonly AccountListRow[];
  /** Where the next page begins; null: this is the last. */
  readonly next: string | null;
  /** A search met more than are shown. */
  readonly cut: boolean;
}
