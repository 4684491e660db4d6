import type { ClockRule, ComplaintRule } from "../policy/case-rule.ts";
import { addDays, type CalendarDate, daysBetween } from "../primitives/date.ts";

/** Which days are worked, in the portfolio's own calendar. */
interface WorkingDays {
  isWorkingDay(date: CalendarDate): boolean;
}

export interface CaseClock {
  /** The last day on which an answer is in time. */
  readonly answerBy: CalendarDate;
  /** The last day on which a summary is enough; null: there is no such route. */
  readonly summaryBy: CalendarDate | null;
  /** The day to which the clock may be extended next; null: not any more. */
  readonly mayExtendTo: CalendarDate | null;
}

/** The clock of a case that came in on a day and has been extended so many times. */
export function caseClock(
  rule: ClockRule | ComplaintRule,
  from: CalendarDate,
  extensions: number,
  calendar: WorkingDays,
): CaseClock {
  const length = extensions === 0 ? rule.answerDays : rule.extendToDays[extensions - 1];
  const next = rule.extendToDays[extensions];
  const last = rule.extendToDays.at(-1) ?? rule.answerDays;
  const summary = "summaryWorkingDays" in rule ? rule.summaryWorkingDays : 0;
  return {
    answerBy: addDays(from, length ?? last),
    summaryBy: summary === 0 ? null : workingDayAfter(from, summary, calendar),
    mayExtendTo: next === undefined ? null : addDays(from, next),
  };
}

/** No real calendar closes for longer; it bounds the search in a list that is wrong. */
const longestClosureDays = 60;

/** The n-th working day after a day, which itself never counts. */
function workingDayAfter(from: CalendarDate, n: number, calendar: WorkingDays): CalendarDate {
  let day = from;
  for (let left = n, tries = 0; left > 0 && tries < longestClosureDays; tries += 1) {
    day = addDays(day, 1);
    if (calendar.isWorkingDay(day)) left -= 1;
  }
  return day;
}

/** Whether the debtor may still reopen a case that was answered or withdrawn on a day. */
export function mayReopen(rule: ClockRule, endedOn: CalendarDate, today: CalendarDate): boolean {
  return daysBetween(endedOn, today) < rule.reopenDays;
}

/**
 * The day by which a complaint that cannot be answered by the last day of its clock is expected
 * to be; null: it may still be extended, or the rules want no letter.
 */
export function heldOverTo(rule: ComplaintRule, clock: CaseClock): CalendarDate | null {
  if (clock.mayExtendTo !== null || rule.holdingLetterDays === 0) return null;
  return addDays(clock.answerBy, rule.holdingLetterDays);
}
