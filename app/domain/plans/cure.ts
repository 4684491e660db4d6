import type { PlanRule } from "../policy/policy.ts";
import { addDays, type CalendarDate } from "../primitives/date.ts";
import type { DueInstalment } from "./matching.ts";
import { matchPayments, type PlanPayment } from "./matching.ts";
import { planProgress } from "./progress.ts";

export interface CureQuestion {
  readonly schedule: readonly DueInstalment[];
  readonly payments: readonly PlanPayment[];
  readonly waivedMinor: bigint;
  readonly brokenOn: CalendarDate;
  readonly today: CalendarDate;
  readonly rule: PlanRule;
}

/**
 * Whether a broken plan comes back. `paid-in-time`: by the dates on which money was effective it
 * should never have been broken; the news of it came late. `paid-up`: within the policy's days
 * everything that was due has been paid. A waiver whose deadline has passed does not come back.
 */
export function cureOf(question: CureQuestion): "paid-in-time" | "paid-up" | null {
  const { schedule, payments, rule, brokenOn, today, waivedMinor } = question;
  const before = payments.filter((payment) => payment.on < brokenOn);
  const then = matchPayments(schedule, before, rule.toleranceMinor);
  if (planProgress(then, brokenOn, rule).standing !== "to-break") return "paid-in-time";
  if (today > lastCureDay(brokenOn, rule)) return null;
  const last = schedule.at(-1);
  const isOver = last === undefined || addDays(last.dueOn, rule.graceDays) < today;
  if (waivedMinor > 0n && isOver) return null;
  const now = matchPayments(schedule, payments, rule.toleranceMinor);
  return planProgress(now, today, rule).overdueMinor <= rule.toleranceMinor ? "paid-up" : null;
}

/** The last day on which paying up brings a broken plan back; before the break when none does. */
export function lastCureDay(brokenOn: CalendarDate, rule: PlanRule): CalendarDate {
  return addDays(brokenOn, rule.cureDays === 0 ? -1 : rule.cureDays);
}
