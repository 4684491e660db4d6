import type { PlanRule } from "../policy/policy.ts";
import { addDays, type CalendarDate, minDate } from "../primitives/date.ts";
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
  const { schedule, payments, rule, brokenOn, today } = question;
  const before = payments.filter((payment) => payment.on < brokenOn);
  const then = matchPayments(schedule, before, rule.toleranceMinor);
  if (planProgress(then, brokenOn, rule).standing !== "to-break") return "paid-in-time";
  if (wasHeld(then, question)) return "held";
  const lastDueOn = schedule.at(-1)?.dueOn ?? brokenOn;
  if (today > curableUntil({ ...question, lastDueOn })) return null;
  const now = matchPayments(schedule, payments, rule.toleranceMinor);
  return planProgress(now, today, rule).overdueMinor <= rule.toleranceMinor ? "paid-up" : null;
}

/** Whether the clock had stood still since before the break, so that nothing was missed then. */
function wasHeld(then: Matching, { standstills = [], brokenOn, rule }: CureQuestion): boolean {
  const before = standstills.filter(({ from }) => from < brokenOn);
  if (standstillOn(before, brokenOn) !== null) return true;
  return planProgress(then, brokenOn, rule, before).standing !== "to-break";
}

export interface CureTerm
  extends Pick<CureQuestion, "waivedMinor" | "brokenOn" | "today" | "rule" | "standstills"> {
  readonly lastDueOn: CalendarDate;
}

/**
 * The last day on which paying up brings a broken plan back, as far as holds are known today: of
 * the policy's days, and of the grace of its last date where it waives a part. Before the break
 * when the policy gives none.
 */
export function curableUntil(term: CureTerm): CalendarDate {
  const { waivedMinor, brokenOn, today, rule, lastDueOn, standstills = [] } = term;
  const by = addDays(brokenOn, rule.cureDays === 0 ? -1 : rule.cureDays);
  if (waivedMinor === 0n) return by;
  const deadlineOn = graceEnd(lastDueOn, rule.graceDays, standstills, today);
  return deadlineOn === null ? by : minDate(by, deadlineOn);
}
