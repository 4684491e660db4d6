import type { PlanRule } from "../policy/policy.ts";
import { addDays, type CalendarDate } from "../primitives/date.ts";
import type { MatchedInstalment, Matching } from "./matching.ts";
import { planProgress } from "./progress.ts";

/** What is due of a plan on a day, and the next day on which anything may be. */
export interface PlanWatch {
  /** Instalments to be brought to mind: their date is near or here. */
  readonly remind: readonly MatchedInstalment[];
  /** Instalments whose date has passed unpaid; each is told once. */
  readonly missed: readonly MatchedInstalment[];
  readonly breaks: boolean;
  /** Null: nothing more, whatever happens. */
  readonly nextOn: CalendarDate | null;
}

/** Missed → reminder → grace → broken (domain.md §5), as of a day. */
export function planWatch(matching: Matching, rule: PlanRule, on: CalendarDate): PlanWatch {
  const open = matching.instalments.filter((line) => line.status !== "paid");
  const { graceDays, remindDays } = rule;
  const isNear = (line: MatchedInstalment) =>
    remindDays > 0 && addDays(line.dueOn, -remindDays) <= on && on <= line.dueOn;
  const steps = open
    .flatMap(({ dueOn }) => [
      ...(remindDays > 0 ? [addDays(dueOn, -remindDays)] : []),
      addDays(dueOn, 1),
      addDays(dueOn, graceDays + 1),
    ])
    .filter((day) => day > on)
    .sort();
  return {
    remind: open.filter(isNear),
    missed: open.filter((line) => line.dueOn < on),
    breaks: planProgress(matching, on, rule).standing === "to-break",
    nextOn: steps[0] ?? null,
  };
}
