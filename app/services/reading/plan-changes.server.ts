import type { PlanRow } from "#app/db/stores/plans.server.ts";
import {
  type ChangeRefusal,
  type KeptPlan,
  mayLeave,
  moveNext,
  moveWindow,
  type NewDates,
  skipAgainOn,
  skipNext,
} from "#app/domain/plans/change.ts";
import { type PlanRest, restOf, savedByPayingNow } from "#app/domain/plans/comparison.ts";
import type { MatchedInstalment } from "#app/domain/plans/matching.ts";
import { addDays, type CalendarDate } from "#app/domain/primitives/date.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import {
  debtorToday,
  keptPlan,
  planStanding,
  planWithdrawableUntil,
} from "../plans/plan-standing.server.ts";
import { planToCome } from "../plans/plan-to-come.server.ts";
import type { Runtime } from "../ports.ts";

/** What the signer may do to a plan in force today, and why not where it cannot be. */
export interface PlanChoices {
  readonly planId: string;
  readonly next: Pick<MatchedInstalment, "n" | "dueOn" | "amountMinor"> | null;
  readonly rest: PlanRest;
  /** What the plan lets off when it is kept to its end. */
  readonly waivedMinor: bigint;
  /** What paying all of it now takes, and saves of what the plan would still add. */
  readonly wholeMinor: bigint;
  readonly savedMinor: bigint;
  /** Each day that the next instalment may be moved to. */
  readonly days: readonly CalendarDate[];
  readonly cannotMove: ChangeRefusal | null;
  readonly skip: { readonly nextOn: CalendarDate; readonly lastOn: CalendarDate } | null;
  readonly cannotSkip: ChangeRefusal | null;
  /** From which day on another may be skipped, where those of twelve months are used up. */
  readonly skipAgainOn: CalendarDate | null;
  readonly cannotLeave: ChangeRefusal | null;
  /** The last day on which the signature may be withdrawn, leaving included; null: none. */
  readonly withdrawUntil: CalendarDate | null;
}

/** Null: it is not this debtor's plan, and a plan binds its signer. */
export async function planChoices(
  runtime: Runtime,
  { debtor }: Pick<Visit, "debtor">,
  loaded: LoadedAccount,
  plan: PlanRow,
): Promise<PlanChoices | null> {
  if (plan.debtorId !== debtor.id) return null;
  const today = debtorToday(runtime, loaded, debtor);
  const kept = await keptPlan(runtime.db, loaded, plan, today);
  const { matching } = await planStanding(runtime.db, loaded, plan.id);
  const coming = await planToCome(runtime.db, loaded, plan, matching);
  const rest = restOf(coming, loaded.balance.totalMinor);
  const next = kept.lines.find((line) => line.status !== "paid") ?? null;
  const window = moveWindow(kept);
  const skip = skipNext(kept);
  const leave = mayLeave(kept);
  const { totalMinor } = loaded.balance;
  return {
    planId: plan.id,
    next: next && { n: next.n, dueOn: next.dueOn, amountMinor: next.amountMinor },
    rest,
    waivedMinor: plan.waived,
    wholeMinor: plan.waived > 0n && rest.toPayMinor < totalMinor ? rest.toPayMinor : totalMinor,
    savedMinor: savedByPayingNow(rest),
    days: daysOf(kept),
    cannotMove: window.ok ? null : window.error,
    skip: skip.ok ? skippedTo(skip.value) : null,
    cannotSkip: skip.ok ? null : skip.error,
    skipAgainOn: skipAgainOn(kept),
    cannotLeave: leave.ok ? null : leave.error,
    withdrawUntil: planWithdrawableUntil(loaded, plan, debtor, today),
  };
}

/** The days of the window, each put where the policy puts it, each once. */
function daysOf(kept: KeptPlan): readonly CalendarDate[] {
  const window = moveWindow(kept);
  if (!window.ok) return [];
  const days = new Set<CalendarDate>();
  for (let day = window.value.from; day <= window.value.to; day = addDays(day, 1)) {
    const dates = moveNext(kept, day);
    if (dates.ok && dates.value[0]) days.add(dates.value[0].on);
  }
  return [...days].sort();
}

function skippedTo(dates: NewDates) {
  const [first, last] = [dates[0], dates.at(-1)];
  return first && last ? { nextOn: first.on, lastOn: last.on } : null;
}
