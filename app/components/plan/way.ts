import type { BudgetFit } from "#app/domain/plans/burden.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import type { NamedWay } from "./way-words.ts";

/** A way to pay as its card shows it; minor units. */
export interface Way extends NamedWay {
  readonly pick: string;
  readonly eachMinor: bigint;
  readonly firstMinor: bigint;
  readonly lastMinor: bigint;
  readonly toPayMinor: bigint;
  readonly overTodayMinor: bigint;
  readonly annualRate: string;
  readonly annualRateCompound: string;
  readonly lastDueOn: CalendarDate;
  readonly fit: BudgetFit;
  /** First payment ÷ what is left over, as a decimal; null: not known, or nothing is left. */
  readonly ofLeft: string | null;
  /** Takes more of it than the policy finds bearable. */
  readonly warning: boolean;
  /** Instead of how it fits: what was changed of a proposal, say. */
  readonly note?: string;
  /** Of a plan for several accounts: what each of them pays each time. */
  readonly parts?: readonly {
    readonly accountId: string;
    readonly card: string | null;
    readonly product: string | null;
    readonly eachMinor: bigint;
  }[];
  readonly steps: readonly { readonly on: CalendarDate; readonly balanceMinor: bigint }[];
}
