import type { PlanRule } from "../policy/policy.ts";
import { addDays, type CalendarDate } from "../primitives/date.ts";
import type { MatchedInstalment, Matching } from "./matching.ts";
import { planProgress } from "./progress.ts";
import { awaitedOn, type Standstill, standstillOn } from "./standstill.ts";

/** An instalment that is not paid, with the day by which it is awaited now. */
export interface AwaitedInstalment extends MatchedInstalment {
  /** Its due date; the end of a standstill that met the date or its days of grace. */
  readonly awaitedOn: CalendarDate;
}

/** What is due of a plan on a day, and the next day on which anything may be. */
export interface PlanWatch {
  /** Instalments to be brought to mind: their date is near or here. */
  readonly remind: readonly AwaitedInstalment[];
  /** Instalments whose date has passed unpaid; each is told once. */
  readonly missed: readonly AwaitedInstalment[];
  readonly breaks: boolean;
  /** Null: nothing more, whatever happens. */
  readonly nextOn: CalendarDate | null;
}

/**
 * Missed → reminder → grace → broken (domain.md §5), as of a day. Nothing of it while the clock of
 * the plan stands still; it is looked at again each day, for a hold may end on any.
 */
export function planWatch(
  matching: Matching,
  rule: PlanRule,
  on: CalendarDate,
  standstills: readonly Standstill[] = [],
): PlanWatch {
  if (standstillOn(standstills, on) !== null) {
    return { remind: [], missed: [], breaks: false, nextOn: addDays(on, 1) };
  }
  const { graceDays, remindDays } = rule;
  const open = matching.instalments
    .filter((line) => line.status !== "paid")
    .flatMap((line): AwaitedInstalment[] => {
      const day = awaitedOn(line.dueOn, graceDays, standstills, on);
      return day === null ? [] : [{ ...line, awaitedOn: day }];
    });
  const isNear = ({ awaitedOn: day }: AwaitedInstalment) =>
    remindDays > 0 && addDays(day, -remindDays) <= on && on <= day;
  return {
    remind: open.filter(isNear),
    missed: open.filter((line) => line.awaitedOn < on),
    breaks: planProgress(matching, on, rule, standstills).standing === "to-break",
    nextOn: nextDay(open, rule, on),
  };
}

function nextDay(
  open: readonly AwaitedInstalment[],
  { graceDays, remindDays }: PlanRule,
  on: CalendarDate,
): CalendarDate | null {
  const steps = open
    .flatMap(({ awaitedOn: day }) => [
      ...(remindDays > 0 ? [addDays(day, -remindDays)] : []),
      addDays(day, 1),
      addDays(day, graceDays + 1),
    ])
    .filter((day) => day > on)
    .sort();
  return steps[0] ?? null;
}
