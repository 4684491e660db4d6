import type { PlanRule } from "../policy/policy.ts";
import type { CalendarDate } from "../primitives/date.ts";
import type { MatchedInstalment, Matching } from "./matching.ts";
import { awaitedOn, graceEnd, type Standstill } from "./standstill.ts";

/** How a plan stands on a day; minor units. */
export interface PlanProgress {
  readonly terms: number;
  readonly paidCount: number;
  readonly paidMinor: bigint;
  readonly leftMinor: bigint;
  readonly nextDue: MatchedInstalment | null;
  /** What is missing of instalments that were due before today. */
  readonly overdueMinor: bigint;
  /**
   * Until when what is overdue may be paid and nothing more is missed: the first grace that is not
   * over. Null: nothing is open, or the clock stands still and nobody knows for how long.
   */
  readonly graceUntil: CalendarDate | null;
  /** Instalments not paid by their due date and the days of grace; none while the clock stood. */
  readonly missedCount: number;
  /**
   * `late`: a due date has passed, grace has not; `missed`: grace has passed too; `to-break`: as
   * many were missed as the policy allows, or the last one was (domain.md §5).
   */
  readonly standing: "on-track" | "late" | "missed" | "to-break" | "complete";
}

/**
 * Sums up what was matched, as of a calendar date in the portfolio's zone. What is overdue is so
 * whatever holds stand; whether it counts as late or missed is up to the clock of the plan.
 */
export function planProgress(
  matching: Matching,
  on: CalendarDate,
  rule: PlanRule,
  standstills: readonly Standstill[] = [],
): PlanProgress {
  const { instalments, nextDue, paidMinor, leftMinor } = matching;
  const open = instalments.filter((line) => line.status !== "paid");
  const overdue = open.filter((line) => line.dueOn < on);
  const isBefore = (day: CalendarDate | null) => day !== null && day < on;
  const isMissed = ({ dueOn }: MatchedInstalment) =>
    isBefore(graceEnd(dueOn, rule.graceDays, standstills, on));
  const isLate = ({ dueOn }: MatchedInstalment) =>
    isBefore(awaitedOn(dueOn, rule.graceDays, standstills, on));
  const graces = open.map(({ dueOn }) => graceEnd(dueOn, rule.graceDays, standstills, on));
  const missedCount = overdue.filter(isMissed).length;
  const lateCount = overdue.filter(isLate).length;
  const last = instalments.at(-1);
  const isOver = last !== undefined && last.status !== "paid" && isMissed(last);
  return {
    terms: instalments.length,
    paidCount: instalments.length - open.length,
    paidMinor,
    leftMinor,
    nextDue,
    overdueMinor: overdue.reduce((sum, line) => sum + line.amountMinor - line.paidMinor, 0n),
    graceUntil: graces.find((day) => day === null || day >= on) ?? null,
    missedCount,
    standing: isOver ? "to-break" : standingOf(open.length, lateCount, missedCount, rule),
  };
}

function standingOf(
  open: number,
  late: number,
  missed: number,
  rule: PlanRule,
): PlanProgress["standing"] {
  if (open === 0) return "complete";
  if (missed > 0) return missed >= rule.breakAfterMissed ? "to-break" : "missed";
  return late > 0 ? "late" : "on-track";
}
