import type { CalendarDate } from "../primitives/date.ts";
import type { PlanPayment } from "./matching.ts";

export interface CompletionQuestion {
  readonly toPayMinor: bigint;
  readonly waivedMinor: bigint;
  /** The last due date and its days of grace; null: a hold has stopped the clock for now. */
  readonly deadlineOn: CalendarDate | null;
  readonly payments: readonly PlanPayment[];
  readonly toleranceMinor: bigint;
  /** What is owed on the account, without what the plan would still add; minor units. */
  readonly balanceMinor: bigint;
}

/**
 * Whether a plan is paid up. What it waives depends on the date on which money is effective, never
 * on the day it is booked: paid in full after the deadline is `too-late`, and nothing is waived
 * (domain.md §3, §4).
 */
export function planCompletion(question: CompletionQuestion): "open" | "complete" | "too-late" {
  // Who pays interest-bearing debt off early owes less than the plan had added up.
  return question.balanceMinor <= 0n ? "complete" : paidAsSigned(question);
}

/** The same by what was signed alone, whatever is owed: what it waives was earned or not. */
export function paidAsSigned(
  question: Omit<CompletionQuestion, "balanceMinor">,
): "open" | "complete" | "too-late" {
  const { payments, toPayMinor, toleranceMinor, deadlineOn } = question;
  const sum = (counted: readonly PlanPayment[]) =>
    counted.reduce((total, payment) => total + payment.amountMinor, 0n);
  if (sum(payments) + toleranceMinor < toPayMinor) return "open";
  if (question.waivedMinor === 0n) return "complete";
  const inTime = payments.filter(({ on }) => deadlineOn === null || on <= deadlineOn);
  return sum(inTime) + toleranceMinor < toPayMinor ? "too-late" : "complete";
}
