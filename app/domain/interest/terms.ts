import type { Component } from "../money/components.ts";
import type { CalendarDate } from "../primitives/date.ts";
import type { Rational } from "../primitives/rational.ts";

export const dayCounts = ["act/365", "act/360", "act/act"] as const;
export type DayCount = (typeof dayCounts)[number];

/** A rate as agreed: by the day, or by the year with its day count. */
export type Rate =
  | { readonly per: "day"; readonly value: Rational; readonly text: string }
  | {
      readonly per: "year";
      readonly value: Rational;
      readonly dayCount: DayCount;
      readonly text: string;
    };

/** The contractual interest terms of an account (domain.md §2). */
export interface InterestTerms {
  readonly rate: Rate;
  /** Later rates, each in force from its date; ascending. */
  readonly rates: readonly { readonly from: CalendarDate; readonly rate: Rate }[];
  readonly accruesOn: readonly Component[];
  readonly compounding: "none" | "statement";
  /** Day of month of the statement, 1–31, clamped to the month's end; null: unknown. */
  readonly statementDay: number | null;
  readonly cap: InterestCap | null;
}

/** `totalMinor`: no more interest than this since `asOf`; `annualRate`: a ceiling on the rate. */
export interface InterestCap {
  readonly totalMinor: bigint | null;
  readonly annualRate: Rational | null;
}

/** One line of "why this amount?": the amounts of a posting's lines sum exactly to it. */
export interface ExplanationLine {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly days: number;
  readonly baseMinor: bigint;
  /** The rate as it was written, e.g. "0.0005"; "0" under a hold. */
  readonly rate: string;
  readonly amountMinor: bigint;
  readonly component: Component;
  /** Days of the year that an annual rate is spread over (360, 365, 366); absent for others. */
  readonly yearDays?: number;
  /**
   * "daily-rate", "annual-rate", "hold:<kind>", "rate-cap", "total-cap", "late-applied", "penalty",
   * "penalty-floor" or "penalty-ceiling".
   */
  readonly rule: string;
}
