import type { Hold, HoldEffect } from "#app/domain/holds/hold.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import type { PlanState } from "#app/domain/plans/states.ts";
import type { Frequency } from "#app/domain/policy/policy.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import type { Line } from "./lines.tsx";
import type { CannotWord } from "./said.ts";

/** A plan as its page shows it; minor units. */
export interface PlanPage {
  readonly accountId: string;
  readonly currency: Currency;
  readonly plan: {
    readonly state: PlanState;
    readonly frequency: Frequency | null;
    readonly annualRate: string;
  };
  readonly isOpen: boolean;
  readonly isPayable: boolean;
  readonly isAnothers: boolean;
  readonly lines: readonly Line[];
  readonly next: {
    readonly n: number;
    readonly dueOn: CalendarDate;
    readonly openMinor: bigint;
  } | null;
  readonly terms: number;
  readonly paidCount: number;
  readonly paidMinor: bigint;
  readonly leftMinor: bigint;
  readonly lessMinor: bigint;
  /** Owed besides the plan. */
  readonly besideMinor: bigint;
  /** Owed all the same once every instalment was paid. */
  readonly restMinor: bigint;
  readonly overdueMinor: bigint;
  readonly graceUntil: CalendarDate | null;
  readonly graceDays: number;
  /** A hold stops the clock of the plan; `to` is the day on which it runs again, if known. */
  readonly still: { readonly to: CalendarDate | null } | null;
  /** Once it has ended: what is on hold all the same. */
  readonly stays: readonly Hold[];
  readonly hold: { readonly from: CalendarDate; readonly effects: readonly HoldEffect[] } | null;
  readonly payments: readonly {
    readonly key: number;
    readonly on: CalendarDate;
    readonly amountMinor: bigint;
  }[];
  readonly agreement: { readonly id: string } | null;
  /** Null: not offered here, or somebody else's plan. */
  readonly autopay: {
    readonly state: "on" | "stopped" | "ended" | "off";
    readonly nextOn: CalendarDate | null;
    /** The last charge did not go through, and what it was of is open. */
    readonly failed: boolean;
  } | null;
  /** The paper of the plan that this one replaced. */
  readonly before: { readonly id: string } | null;
  readonly choices: PlanChoices | null;
  readonly cure: { readonly by: CalendarDate; readonly amountMinor: bigint } | null;
  readonly changes: readonly DateChange[];
}

/** What the signer may do today; null: it is another debtor's plan, or over. */
export interface PlanChoices {
  readonly days: readonly CalendarDate[];
  readonly cannotMove: CannotWord | null;
  readonly skip: { readonly nextOn: CalendarDate; readonly lastOn: CalendarDate } | null;
  readonly cannotSkip: CannotWord | null;
  readonly skipAgainOn: CalendarDate | null;
  readonly cannotLeave: CannotWord | null;
  readonly withdrawUntil: CalendarDate | null;
  readonly wholeMinor: bigint;
  readonly savedMinor: bigint;
}

export interface DateChange {
  readonly id: string;
  readonly kind: "moved" | "skipped";
  readonly n: number;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}
