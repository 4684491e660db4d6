import { formatAmount } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import { plainDecimal } from "../primitives/plain-decimal.ts";
import { caseRule } from "./case-rule.ts";
import { guidelinesDocument } from "./guideline-rule.ts";
import { hardshipDocument, hardshipRule } from "./hardship-rule.ts";
import {
  type AllocationBand,
  contactWaitDays,
  type InstalmentRule,
  type PlanInterest,
  type Policy,
} from "./policy.ts";

/** The whole policy as a document (interfaces.md §5); `parsePolicy` reads it back unchanged. */
export function policyDocument(policy: Policy) {
  const { currency, full, instalments, deferment, affordability, penalty } = policy;
  const amount = (minor: bigint) => formatAmount(minor, currency);
  return {
    id: policy.id,
    currency,
    timeZone: policy.timeZone,
    rounding: policy.rounding,
    allocation: policy.allocation.map(bandDocument),
    full: full && { ...full, discount: plainDecimal(full.discount) },
    settlement: policy.settlement.map((band) => ({ ...band, share: plainDecimal(band.share) })),
    instalments: instalments && instalmentsDocument(instalments, currency),
    deferment: deferment && { ...deferment },
    affordability: {
      shares: affordability.shares.map(plainDecimal),
      warnAbove: plainDecimal(affordability.warnAbove),
    },
    plan: {
      graceDays: policy.plan.graceDays,
      breakAfterMissed: policy.plan.breakAfterMissed,
      tolerance: amount(policy.plan.toleranceMinor),
      moveDays: policy.plan.moveDays,
      skipsPerYear: policy.plan.skipsPerYear,
      cureDays: policy.plan.cureDays,
      remindDays: policy.plan.remindDays,
      coolingOffDays: policy.plan.coolingOffDays,
      changesPerYear: policy.plan.changesPerYear,
    },
    penalty: penalty && {
      share: plainDecimal(penalty.share),
      floor: amount(penalty.floorMinor),
      ceiling: amount(penalty.ceilingMinor),
    },
    offerValidDays: policy.offerValidDays,
    minimumPayment: amount(policy.minimumPaymentMinor),
    refundApprovalAbove: amount(policy.refundApprovalAboveMinor ?? 0n),
    holds: policy.holdEffects ?? null,
    autopay: policy.autopay ?? null,
    hardship: hardshipDocument(hardshipRule(policy)),
    cases: caseRule(policy),
    guidelines: policy.guidelines ? guidelinesDocument(policy.guidelines, currency) : null,
    contactWaitDays: contactWaitDays(policy),
    payerLinks: policy.payerLinks ?? "allowed",
  };
}

function bandDocument({ upToDaysOverdue, from, order }: AllocationBand) {
  return {
    ...(upToDaysOverdue === null ? {} : { upToDaysOverdue }),
    ...(from === null ? {} : { from }),
    order,
  };
}

function instalmentsDocument(rule: InstalmentRule, currency: Currency) {
  return {
    minTerms: rule.minTerms,
    maxTerms: rule.maxTerms,
    offerTerms: rule.offerTerms,
    frequencies: rule.frequencies,
    minAmount: formatAmount(rule.minAmountMinor, currency),
    unit: formatAmount(rule.unitMinor, currency),
    interest: interestDocument(rule.interest),
    firstDueFromDays: rule.firstDueFromDays,
    firstDueToDays: rule.firstDueToDays,
    workingDays: rule.workingDays,
    downPaymentMin: formatAmount(rule.downPaymentMinMinor, currency),
  };
}

function interestDocument(interest: PlanInterest) {
  switch (interest.mode) {
    case "frozen":
    case "contract":
      return { mode: interest.mode };
    case "reduced":
      return { mode: interest.mode, annualRate: plainDecimal(interest.annualRate) };
    case "fee":
      return { mode: interest.mode, feePerInstalment: plainDecimal(interest.feePerInstalment) };
  }
}
