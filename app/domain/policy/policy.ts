import type { HoldEffectTable } from "../holds/default-effects.ts";
import type { Component } from "../money/components.ts";
import type { Currency } from "../money/currency.ts";
import type { CalendarDate } from "../primitives/date.ts";
import type { Rational, RoundingMode } from "../primitives/rational.ts";
import type { AutopayRule } from "./autopay-rule.ts";
import type { CaseRule } from "./case-rule.ts";
import type { GuidelineRule } from "./guideline-rule.ts";
import type { HardshipRule } from "./hardship-rule.ts";

/** A creditor's rules as data (interfaces.md §5). Amounts in minor units, shares as fractions. */
export interface Policy {
  readonly id: string;
  readonly currency: Currency;
  readonly timeZone: string;
  readonly rounding: RoundingMode;
  readonly allocation: readonly AllocationBand[];
  readonly full: FullRule | null;
  readonly settlement: readonly SettlementBand[];
  readonly instalments: InstalmentRule | null;
  readonly deferment: DefermentRule | null;
  readonly affordability: AffordabilityRule;
  readonly plan: PlanRule;
  readonly penalty: PenaltyRule | null;
  /** Days for which an offer stands; the day it was made is day 0. */
  readonly offerValidDays: number;
  /** Smallest payment a debtor may make by choice. */
  readonly minimumPaymentMinor: bigint;
  /** A payment may give back this much by one person's word; absent: nothing. */
  readonly refundApprovalAboveMinor?: bigint;
  /** What each kind of hold stops; absent: `defaultHoldEffects`. */
  readonly holdEffects?: HoldEffectTable;
  /** Whether a debtor may let somebody else pay by a link; absent: allowed. */
  readonly payerLinks?: PayerLinkRule;
  /** When a saved card is charged; absent: `standardAutopay`. */
  readonly autopay?: AutopayRule;
  /** What is done for somebody who says that it is hard; absent: `standardHardship`. */
  readonly hardship?: HardshipRule;
  /** By when disputes and complaints are answered; absent: `standardCases`. */
  readonly cases?: CaseRule;
  /** Days after which a message that a contact rule stopped is let go; absent: 3. */
  readonly contactWaitDays?: number;
  /** What households usually spend; null or absent: nothing is flagged. */
  readonly guidelines?: GuidelineRule | null;
}

/** How long a message that a contact rule stopped for a while is worth sending. */
export function contactWaitDays({ contactWaitDays: days = 3 }: Pick<Policy, "contactWaitDays">) {
  return days;
}

export const payerLinkRules = ["allowed", "refused"] as const;
export type PayerLinkRule = (typeof payerLinkRules)[number];

export interface AllocationBand {
  /** Null: no upper bound. */
  readonly upToDaysOverdue: number | null;
  /** In force from this date; null: always. */
  readonly from: CalendarDate | null;
  readonly order: readonly Component[];
}

export interface FullRule {
  /** Share taken off the total for prompt payment; 0 for none. */
  readonly discount: Rational;
  readonly payWithinDays: number;
}

export interface SettlementBand {
  readonly fromDaysOverdue: number;
  /** Share of the balance that is paid. */
  readonly share: Rational;
  readonly maxPayments: number;
  readonly payWithinDays: number;
}

export const frequencies = [
  "weekly",
  "fortnightly",
  "four-weekly",
  "monthly",
  "last-working-day",
  "nth-weekday",
] as const;
export type Frequency = (typeof frequencies)[number];

export type PlanInterest =
  | { readonly mode: "frozen" }
  | { readonly mode: "contract" }
  | { readonly mode: "reduced"; readonly annualRate: Rational }
  | { readonly mode: "fee"; readonly feePerInstalment: Rational };

export type WorkingDays = "none" | "following" | "preceding";

export interface InstalmentRule {
  readonly minTerms: number;
  readonly maxTerms: number;
  readonly offerTerms: readonly number[];
  readonly frequencies: readonly Frequency[];
  readonly minAmountMinor: bigint;
  readonly unitMinor: bigint;
  readonly interest: PlanInterest;
  readonly firstDueFromDays: number;
  readonly firstDueToDays: number;
  readonly workingDays: WorkingDays;
  readonly downPaymentMinMinor: bigint;
}

export interface DefermentRule {
  readonly maxDays: number;
  readonly perYear: number;
  readonly interest: "frozen" | "contract";
  readonly then: "full" | "instalments";
}

export interface AffordabilityRule {
  readonly shares: readonly Rational[];
  readonly warnAbove: Rational;
}

export interface PlanRule {
  readonly graceDays: number;
  readonly breakAfterMissed: number;
  readonly toleranceMinor: bigint;
  /** Most days by which a debtor may move one instalment; 0: none may be moved. */
  readonly moveDays: number;
  /** Instalments that may be skipped in twelve months; 0: none. */
  readonly skipsPerYear: number;
  /** Days after a break in which paying up brings the plan back; 0: it does not. */
  readonly cureDays: number;
  /** Days before a due date on which it is brought to mind; 0: it is not. */
  readonly remindDays: number;
  /** Days after signing on which the signature may be withdrawn without a reason; 0: none. */
  readonly coolingOffDays: number;
  /** Plans that a debtor may put in the place of one alone in twelve months; null: any number. */
  readonly changesPerYear: number | null;
}

export interface PenaltyRule {
  readonly share: Rational;
  readonly floorMinor: bigint;
  readonly ceilingMinor: bigint;
}
