import type { PlanRule } from "../policy/policy.ts";
import { addDays, type CalendarDate } from "../primitives/date.ts";
import type { DueInstalment } from "./matching.ts";
import { type Matching, matchPayments, type PlanPayment } from "./matching.ts";
import { planProgress } from "./progress.ts";
import { graceEnd, type Standstill, standstillOn } from "./standstill.ts";

export interface CureQuestion {
  readonly schedule: readonly DueInstalment[];
  readonly payments: readonly PlanPayment[];
  readonly waivedMinor: bigint;
  readonly brokenOn: CalendarDate;
  readonly today: CalendarDate;
  readonly rule: PlanRule;
  /** When the clock stood still, as far as is known now; absent: never. */
  readonly standstills?: readonly Standstill[];
}

export type Cure = "paid-in-time" | "held" | "paid-up";

/**
 * Whether a broken plan comes back. `paid-in-time`: by the dates on which money was effective it
 * should never have been broken; the news of it came late. `held`: a hold that was set since, and
 * begins before the break, had stopped its clock. `paid-up`: within the policy's days everything
 * that was due has been paid. A waiver whose deadline has passed does not come back by paying up.
 */
export function cureOf(question: CureQuestion): Cure | null {
  const { schedule, payments, rule, brokenOn, today, waivedMinor, standstills = [] } = question;
  const before = payments.filter((payment) => payment.on < brokenOn);
  const then = matchPayments(schedule, before, rule.toleranceMinor);
  if (planProgress(then, brokenOn, rule).standing !== "to-break") return "paid-in-time";
  if (wasHeld(then, question)) return "held";
  if (today > lastCureDay(brokenOn, rule)) return null;
  const last = schedule.at(-1);
  const until = last ? graceEnd(last.dueOn, rule.graceDays, standstills, today) : brokenOn;
  const isOver = until !== null && until < today;
  if (waivedMinor > 0n && isOver) return null;
  const now = matchPayments(schedule, payments, rule.toleranceMinor);
  return planProgress(now, today, rule).overdueMinor <= rule.toleranceMinor ? "paid-up" : null;
}

/** Whether the clock had stood still since before the break, so that nothing was missed then. */
function wasHeld(then: Matching, { standstills = [], brokenOn, rule }: CureQuestion): boolean {
  const before = standstills.filter(({ from }) => from < brokenOn);
  if (standstillOn(before, brokenOn) !== null) return true;
  return planProgress(then, brokenOn, rule, before).standing !== "to-break";
}

/** The last day on which paying up brings a broken plan back; before the break when none does. */
export function lastCureDay(brokenOn: CalendarDate, rule: PlanRule): CalendarDate {
  return addDays(brokenOn, rule.cureDays === 0 ? -1 : rule.cureDays);
}
