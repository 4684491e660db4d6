import { defaultHoldEffects } from "../holds/default-effects.ts";
import type { Component } from "../money/components.ts";
import { type Currency, minorPlaces } from "../money/currency.ts";
import { decimal } from "../primitives/rational.ts";
import { standardAutopay, usAutopay } from "./autopay-rule.ts";
import { cnCases, ukCases, usCases } from "./case-rule.ts";
import { cnGuidelines, ukGuidelines, usGuidelines } from "./guideline-rule.ts";
import { standardHardship, ukHardship } from "./hardship-rule.ts";
import {
  type AffordabilityRule,
  type AllocationBand,
  contactWaitDays,
  type Frequency,
  type InstalmentRule,
  type PlanRule,
  type Policy,
} from "./policy.ts";

/**
 * Policies to start from. They are examples that an operator edits, and no legal advice
 * (domain.md §4); amounts are whole major units, so that they fit every currency.
 */
export const presetNames = ["cn-bank-card", "us-reg-f", "uk-conc"] as const;
export type PresetName = (typeof presetNames)[number];

export const isPreset = (name: string): name is PresetName =>
  (presetNames as readonly string[]).includes(name);

/** A preset in the currency and time zone of the account or portfolio that uses it. */
export function presetPolicy(name: PresetName, currency: Currency, timeZone: string): Policy {
  const major = 10n ** BigInt(minorPlaces(currency));
  const common = {
    id: name,
    currency,
    timeZone,
    rounding: "half-up",
    affordability: standardAffordability,
    plan: presetPlan,
    penalty: null,
    offerValidDays: 7,
    refundApprovalAboveMinor: 500n * major,
    holdEffects: defaultHoldEffects,
    autopay: name === "us-reg-f" ? usAutopay : standardAutopay,
    hardship: name === "uk-conc" ? ukHardship : standardHardship,
    cases: casesOf[name],
    guidelines: guidelinesOf(name, major),
    payerLinks: "allowed",
    contactWaitDays: contactWaitDays({}),
  } as const;
  switch (name) {
    case "cn-bank-card":
      return { ...common, ...cnBankCard(major) };
    case "us-reg-f":
      return { ...common, ...usRegF(major) };
    case "uk-conc":
      return { ...common, ...ukConc(major) };
  }
}

const casesOf = { "cn-bank-card": cnCases, "us-reg-f": usCases, "uk-conc": ukCases } as const;

const guidelinesOf = (name: PresetName, major: bigint) =>
  ({ "cn-bank-card": cnGuidelines, "us-reg-f": usGuidelines, "uk-conc": ukGuidelines })[name](
    major,
  );

/** Offers at half, six and eight tenths of what is left over; a warning above the last. */
export const standardAffordability: AffordabilityRule = {
  shares: [decimal("0.5"), decimal("0.6"), decimal("0.8")],
  warnAbove: decimal("0.8"),
};

/** PRC Civil Code art. 561: costs, interest, principal unless agreed otherwise. */
export const civilCode: readonly Component[] = [
  "costs",
  "fees",
  "penalty",
  "interest",
  "principal",
];

/** More than 90 days overdue, card issuers in the PRC take the principal first. */
export const principalFirst: readonly Component[] = [
  "costs",
  "principal",
  "interest",
  "penalty",
  "fees",
];

/** Figures of plan life for a policy that does not say them. */
export const standardPlan: PlanRule = {
  graceDays: 3,
  breakAfterMissed: 2,
  toleranceMinor: 1n,
  moveDays: 14,
  skipsPerYear: 1,
  cureDays: 14,
  remindDays: 3,
  coolingOffDays: 0,
  changesPerYear: null,
};

/** After so many changes a person looks at what would help: a house rule, and no law. */
const presetPlan: PlanRule = { ...standardPlan, changesPerYear: 4 };

const always = (order: readonly Component[]): AllocationBand => ({
  upToDaysOverdue: null,
  from: null,
  order,
});

const noDiscount = { discount: decimal("0"), payWithinDays: 7 };

type Particular = Pick<
  Policy,
  "allocation" | "full" | "settlement" | "instalments" | "deferment" | "minimumPaymentMinor"
> &
  Partial<Pick<Policy, "plan">>;

/** Personalised instalments up to 60 months: 信用卡业务监督管理办法 art. 70. */
function cnBankCard(major: bigint): Particular {
  return {
    allocation: [{ ...always(civilCode), upToDaysOverdue: 90 }, always(principalFirst)],
    full: noDiscount,
    settlement: [
      { fromDaysOverdue: 180, share: decimal("0.70"), maxPayments: 3, payWithinDays: 30 },
    ],
    instalments: {
      ...instalments(["monthly"], 100n * major),
      maxTerms: 60,
      offerTerms: [6, 12, 24, 36],
    },
    deferment: { maxDays: 90, perYear: 1, interest: "contract", then: "instalments" },
    minimumPaymentMinor: major,
  };
}

/** Regulation F sets no order of components; the offers are an agency's usual ones. */
function usRegF(major: bigint): Particular {
  return {
    allocation: [always(civilCode)],
    full: { discount: decimal("0.05"), payWithinDays: 14 },
    settlement: [
      { fromDaysOverdue: 120, share: decimal("0.70"), maxPayments: 3, payWithinDays: 60 },
      { fromDaysOverdue: 360, share: decimal("0.50"), maxPayments: 6, payWithinDays: 120 },
    ],
    instalments: {
      ...instalments(["weekly", "fortnightly", "monthly"], 25n * major),
      maxTerms: 36,
      offerTerms: [3, 6, 12, 24],
      workingDays: "following",
    },
    deferment: { maxDays: 60, perYear: 1, interest: "frozen", then: "instalments" },
    minimumPaymentMinor: 5n * major,
  };
}

/** Forbearance of CONC 7.3: charges last, so that what is paid lowers the debt; token amounts. */
function ukConc(major: bigint): Particular {
  const chargesLast: Component[] = ["principal", "interest", "fees", "penalty", "costs"];
  return {
    allocation: [always(chargesLast)],
    full: noDiscount,
    settlement: [
      { fromDaysOverdue: 180, share: decimal("0.75"), maxPayments: 6, payWithinDays: 90 },
    ],
    instalments: {
      ...instalments(["weekly", "fortnightly", "four-weekly", "monthly"], 5n * major),
      maxTerms: 60,
      offerTerms: [6, 12, 24, 36],
      workingDays: "following",
    },
    deferment: { maxDays: 90, perYear: 1, interest: "frozen", then: "instalments" },
    minimumPaymentMinor: major,
    // As long as a regulated credit agreement may be withdrawn from: an example, as all of this is.
    plan: { ...presetPlan, coolingOffDays: 14 },
  };
}

function instalments(
  frequencies: readonly Frequency[],
  minAmountMinor: bigint,
): Omit<InstalmentRule, "maxTerms" | "offerTerms"> {
  return {
    minTerms: 3,
    frequencies,
    minAmountMinor,
    unitMinor: 1n,
    interest: { mode: "frozen" },
    firstDueFromDays: 1,
    firstDueToDays: 45,
    workingDays: "none",
    downPaymentMinMinor: 0n,
  };
}
