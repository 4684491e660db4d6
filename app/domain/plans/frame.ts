import type { InterestTerms } from "../interest/terms.ts";
import { orderFor } from "../ledger/allocation.ts";
import { daysOverdueOn } from "../ledger/overdue.ts";
import type { Component, Components } from "../money/components.ts";
import type { Frequency, InstalmentRule, PlanInterest, WorkingDays } from "../policy/policy.ts";
import type { CalendarDate } from "../primitives/date.ts";
import { multiply, type Rational, rational, round } from "../primitives/rational.ts";
import { dailyAccrual, flatAccrual, type StartAccrual } from "./accrual.ts";
import { accrualStart } from "./accrual-start.ts";
import { type DueDate, dueDates } from "./due-dates.ts";
import type { OfferInput } from "./input.ts";

/** Everything about a plan that does not depend on its amount: dates, orders, interest. */
export interface PlanFrame {
  readonly frequency: Frequency;
  readonly mode: PlanInterest["mode"];
  readonly opening: Components;
  readonly totalMinor: bigint;
  readonly dueDates: readonly DueDate[];
  /** The order in which the instalment of a due date is spent; by index, 0 = first. */
  readonly orders: readonly (readonly Component[])[];
  readonly start: StartAccrual;
  /** The interest of every instalment when it is the same for all; null when it is daily. */
  readonly flatMinor: bigint | null;
  /** The first instalment is at least this. */
  readonly downPaymentMinor: bigint;
}

export interface FrameChoice {
  readonly frequency: Frequency;
  /** The first due date before any move. */
  readonly firstOn: CalendarDate;
  readonly interest: PlanInterest;
  readonly workingDays: WorkingDays;
  readonly downPaymentMinor: bigint;
  /** The most instalments that will be asked of this frame. */
  readonly maxTerms: number;
}

/** The frame of the policy's own instalment plans. */
export function instalmentFrame(
  input: OfferInput,
  rule: InstalmentRule,
  frequency: Frequency,
  firstOn: CalendarDate,
): PlanFrame {
  const { interest, workingDays, downPaymentMinMinor: downPaymentMinor, maxTerms } = rule;
  return planFrame(input, {
    frequency,
    firstOn,
    interest,
    workingDays,
    downPaymentMinor,
    maxTerms,
  });
}

/** Works out what all plans of one frequency, first date and interest have in common. */
export function planFrame(input: OfferInput, choice: FrameChoice): PlanFrame {
  const { frequency, firstOn, interest, workingDays: convention, downPaymentMinor } = choice;
  const { calendar, on: earliest } = input;
  const dates = dueDates({ frequency, firstOn, convention, calendar, earliest }, choice.maxTerms);
  const flatMinor = flatInterest(input, interest);
  return {
    frequency,
    mode: interest.mode,
    opening: input.balance.components,
    totalMinor: input.balance.totalMinor,
    dueDates: dates,
    orders: dates.map((date) => orderOn(input, date.on)),
    start: flatMinor === null ? daily(input, interest, dates) : flatAccrual(flatMinor),
    flatMinor,
    downPaymentMinor,
  };
}

/** The order of allocation on a date, by the days overdue that it will be then. */
export function orderOn(input: OfferInput, date: CalendarDate): readonly Component[] {
  return orderFor(input.policy, daysOverdueOn(input.account.delinquentSince, date), date);
}

function flatInterest(input: OfferInput, interest: PlanInterest): bigint | null {
  if (interest.mode === "frozen") return 0n;
  if (interest.mode !== "fee") return null;
  const principal = rational(input.balance.components.principal);
  return round(multiply(principal, interest.feePerInstalment), input.policy.rounding);
}

function daily(input: OfferInput, interest: PlanInterest, dates: readonly DueDate[]): StartAccrual {
  const reduced = interest.mode === "reduced";
  const terms = reduced ? reducedTerms(interest.annualRate) : input.account.interest;
  return dailyAccrual({
    terms,
    holds: input.account.holds,
    rounding: input.policy.rounding,
    from: input.on,
    dueOn: dates.map((date) => date.on),
    ...accrualStart(input, terms),
  });
}

/** `reduced`: an annual rate, act/365, on the principal left (interfaces.md §5). */
function reducedTerms(annualRate: Rational): InterestTerms {
  return {
    rate: { per: "year", value: annualRate, dayCount: "act/365", text: "" },
    rates: [],
    accruesOn: ["principal"],
    compounding: "none",
    statementDay: null,
    cap: null,
  };
}
