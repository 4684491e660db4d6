import type { NamedWay } from "#app/components/plan/way-words.ts";
import type { BudgetFit } from "#app/domain/plans/burden.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";

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
  readonly steps: readonly { readonly on: CalendarDate; readonly balanceMinor: bigint }[];
}
