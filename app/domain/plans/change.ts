import type { Frequency, PlanRule, WorkingDays } from "../policy/policy.ts";
import { addDays, addMonths, type CalendarDate, minDate } from "../primitives/date.ts";
import { err, ok, type Result } from "../primitives/result.ts";
import { moveToWorkingDay } from "./calendar.ts";
import { type DueDate, dueDates } from "./due-dates.ts";
import type { MatchedInstalment } from "./matching.ts";
import type { OfferInterest, WorkingCalendar } from "./offer.ts";

/** A plan in force, as far as a change of its dates has to know it. */
export interface KeptPlan {
  readonly lines: readonly KeptLine[];
  readonly interest: OfferInterest;
  readonly frequency: Frequency | null;
  readonly waivedMinor: bigint;
  /** The first date of its rhythm as signed, before any move off a non-working day. */
  readonly firstOn: CalendarDate;
  /** Instalments skipped since it was signed, and every day on which one of the account was. */
  readonly skips: { readonly all: number; readonly days: readonly CalendarDate[] };
  readonly rule: PlanRule;
  readonly workingDays: WorkingDays;
  readonly calendar: WorkingCalendar;
  /** Today where the debtor lives: a date may be touched until 23:59 of the day before. */
  readonly today: CalendarDate;
}

export interface KeptLine extends MatchedInstalment {
  readonly movedFrom: CalendarDate | null;
  /** The debtor moved it before; once is enough. */
  readonly moved: boolean;
}

/** New dates of some instalments; amounts stay as they were signed, so every sum stays exact. */
export type NewDates = readonly ({ readonly n: number } & DueDate)[];

export type ChangeRefusal =
  | "not-in-policy"
  | "has-deadline"
  | "costs-interest"
  | "nothing-open"
  | "past-due"
  | "due-today"
  | "already-moved"
  | "no-room"
  | "outside-window"
  | "none-left"
  | "no-rhythm";

/** The days, both included, to which the next instalment may be moved. */
export interface MoveWindow {
  readonly line: KeptLine;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/**
 * When the next instalment may be moved to: later by up to the policy's days, and before the one
 * after it. Where a later date would cost interest, a new plan shows what it costs instead.
 */
export function moveWindow(plan: KeptPlan): Result<MoveWindow, ChangeRefusal> {
  if (plan.rule.moveDays === 0) return err("not-in-policy");
  const next = nextLine(plan);
  if (!next.ok) return next;
  const line = next.value;
  if (line.moved) return err("already-moved");
  const after = plan.lines[plan.lines.indexOf(line) + 1];
  const furthest = addDays(line.dueOn, plan.rule.moveDays);
  const to = after === undefined ? furthest : minDate(furthest, addDays(after.dueOn, -1));
  const from = addDays(line.dueOn, 1);
  return from > to ? err("no-room") : ok({ line, from, to });
}

/**
 * The next instalment on another day, put on a working day as the policy has it, never beyond the
 * window.
 */
export function moveNext(plan: KeptPlan, wish: CalendarDate): Result<NewDates, ChangeRefusal> {
  const window = moveWindow(plan);
  if (!window.ok) return window;
  const { line, from, to } = window.value;
  if (wish < from || wish > to) return err("outside-window");
  const { workingDays, calendar } = plan;
  const moved = moveToWorkingDay(wish, workingDays, calendar, from);
  const on = moved <= to ? moved : moveToWorkingDay(wish, "preceding", calendar, from);
  if (on > to) return err("outside-window");
  return ok([{ n: line.n, on, movedFrom: on === wish ? null : wish }]);
}

/**
 * Leaves the next date out: it and every one after it come a turn later, and the plan ends one
 * turn later.
 */
export function skipNext(plan: KeptPlan): Result<NewDates, ChangeRefusal> {
  const { rule, lines, frequency } = plan;
  if (rule.skipsPerYear === 0) return err("not-in-policy");
  const next = nextLine(plan);
  if (!next.ok) return next;
  if (frequency === null) return err("no-rhythm");
  if (skipAgainOn(plan) !== null) return err("none-left");
  const rest = lines.slice(lines.indexOf(next.value));
  const later = rest.slice(1).map(({ dueOn, movedFrom }) => ({ on: dueOn, movedFrom }));
  const dates = [...later, turnAfterLast(plan, frequency)];
  return ok(rest.map((line, index) => ({ n: line.n, ...(dates[index] as DueDate) })));
}

/**
 * The first day on which an instalment may be skipped again, where those of twelve months are used
 * up: a year after the skip that has to have passed. Null: none has to.
 */
export function skipAgainOn({ rule, skips, today }: SkipQuestion): CalendarDate | null {
  const counted = skips.days.filter((day) => addMonths(day, 12) > today).sort();
  const oldest = rule.skipsPerYear === 0 ? undefined : counted.at(-rule.skipsPerYear);
  return oldest === undefined ? null : addMonths(oldest, 12);
}

type SkipQuestion = Pick<KeptPlan, "rule" | "skips" | "today">;

/** Whether a plan may be left or signed anew today: not on the very day an instalment is due. */
export function mayLeave(plan: Pick<KeptPlan, "lines" | "today">): Result<null, ChangeRefusal> {
  const open = plan.lines.filter((line) => line.status !== "paid");
  if (open.length === 0) return err("nothing-open");
  return open.some((line) => line.dueOn === plan.today) ? err("due-today") : ok(null);
}

/** The oldest open instalment, where its date may still be touched for nothing. */
function nextLine(plan: KeptPlan): Result<KeptLine, ChangeRefusal> {
  if (plan.waivedMinor > 0n) return err("has-deadline");
  if (plan.interest === "contract" || plan.interest === "reduced") return err("costs-interest");
  const line = plan.lines.find((one) => one.status !== "paid");
  if (line === undefined) return err("nothing-open");
  if (line.dueOn < plan.today) return err("past-due");
  return line.dueOn === plan.today ? err("due-today") : ok(line);
}

/** The rhythm goes on from the date that was signed: a plan of the 31st keeps the 31st. */
function turnAfterLast(plan: KeptPlan, frequency: Frequency): DueDate {
  const { lines, firstOn, workingDays: convention, calendar, skips } = plan;
  const last = lines.at(-1) as KeptLine;
  const rule = { frequency, firstOn, convention, calendar, earliest: plan.today };
  for (let turns = lines.length + skips.all + 1; ; turns += 1) {
    const date = dueDates(rule, turns).at(-1) as DueDate;
    if (date.on > last.dueOn) return date;
  }
}
