import type { PlanRule } from "../policy/policy.ts";
import { addDays, type CalendarDate, minDate } from "../primitives/date.ts";
import type { DueInstalment } from "./matching.ts";
import { matchPayments, type PlanPayment } from "./matching.ts";
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
  /** The same, as far as it was known when the plan broke; absent: never. */
  readonly known?: readonly Standstill[];
}

export type CureReason = "paid-in-time" | "held" | "paid-up";

export interface Cure {
  readonly reason: CureReason;
  /** The day from which it is kept again: that of the break where it never was to be broken. */
  readonly asOf: CalendarDate;
}

/**
 * Whether a broken plan comes back, by the days on which money was effective, whenever it was told
 * (decision 28). `paid-in-time`: it should never have been broken. `held`: a hold that was set
 * since, and begins before the break, had stopped its clock. `paid-up`: on a day among those that
 * the policy gives, everything that was due by then had been paid. A waiver whose deadline had
 * passed does not come back by paying up.
 */
export function cureOf(question: CureQuestion): Cure | null {
  const { brokenOn, known = [] } = question;
  if (wasKept(question, known)) return { reason: "paid-in-time", asOf: brokenOn };
  if (wasHeld(question)) return { reason: "held", asOf: brokenOn };
  const asOf = paidUpOn(question);
  return asOf === null ? null : { reason: "paid-up", asOf };
}

/**
 * Whether it was not to be broken, had the money from before the break been known, and these
 * standstills. Money after the deadline of a waiver keeps no such plan.
 */
function wasKept(question: CureQuestion, standstills: readonly Standstill[]): boolean {
  const { schedule, payments, waivedMinor, rule, brokenOn } = question;
  const lastDueOn = schedule.at(-1)?.dueOn ?? brokenOn;
  const deadlineOn =
    waivedMinor === 0n ? null : graceEnd(lastDueOn, rule.graceDays, standstills, brokenOn);
  const before = payments.filter(
    ({ on }) => on < brokenOn && (deadlineOn === null || on <= deadlineOn),
  );
  const then = matchPayments(schedule, before, rule.toleranceMinor);
  return planProgress(then, brokenOn, rule, standstills).standing !== "to-break";
}

/** Whether the clock had stood still since before the break, so that nothing was missed then. */
function wasHeld(question: CureQuestion): boolean {
  const { standstills = [], brokenOn } = question;
  const before = standstills.filter(({ from }) => from < brokenOn);
  return standstillOn(before, brokenOn) !== null || wasKept(question, before);
}

/** The first day of cure on which nothing was missing of what had been due before it. */
function paidUpOn(question: CureQuestion): CalendarDate | null {
  const { schedule, payments, rule, brokenOn } = question;
  const until = curableUntil({ ...question, lastDueOn: schedule.at(-1)?.dueOn ?? brokenOn });
  const isPaidUp = (day: CalendarDate) => {
    const paid = payments.filter(({ on }) => on <= day);
    const matching = matchPayments(schedule, paid, rule.toleranceMinor);
    return planProgress(matching, day, rule).overdueMinor <= rule.toleranceMinor;
  };
  const days = payments.map(({ on }) => on).filter((on) => brokenOn <= on && on <= until);
  return days.sort().find(isPaidUp) ?? null;
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

/**
 * Whether money counts towards a broken plan: effective before the break, or on a day on which
 * paying up brings the plan back. The day on which it is told or booked does not matter.
 */
export function countsTowards(term: CureTerm, effectiveOn: CalendarDate): boolean {
  return effectiveOn < term.brokenOn || effectiveOn <= curableUntil(term);
}
