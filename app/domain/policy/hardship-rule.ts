import {
  type Field,
  fieldsOf,
  optional,
  readChoice,
  readInteger,
  readList,
} from "../primitives/reader.ts";
import { days } from "./limits.ts";

/** Why it is hard, as a debtor ticks it; "rather-not-say" is an answer like the others. */
export const hardshipReasons = [
  "less-income",
  "illness",
  "family-change",
  "disaster",
  "other-debts",
  "rather-not-say",
] as const;
export type HardshipReason = (typeof hardshipReasons)[number];

/** What a creditor does for somebody who says that it is hard (domain.md §8); all of it data. */
export interface HardshipRule {
  readonly breathingSpace: BreathingSpaceRule;
  /** Decided at once by the first that fits; what fits none goes to a person. */
  readonly atOnce: readonly AtOnceRule[];
  /** Days after which a statement is asked about: "still true?". */
  readonly statementDays: number;
}

export interface BreathingSpaceRule {
  /** How long one lasts; 0: debtors cannot take one by themselves. */
  readonly days: number;
  /** How many may begin in twelve months. */
  readonly perYear: number;
  /** How far back a debtor may let one begin. */
  readonly backdateDays: number;
  /** Days after the end of crisis treatment; 0: no crisis form. */
  readonly afterTreatmentDays: number;
}

export interface AtOnceRule {
  /** Any of these is enough. */
  readonly reasons: readonly HardshipReason[];
  /** Papers must have come with it. */
  readonly evidence: boolean;
  /** Days of breathing space that it gives. */
  readonly days: number;
}

/** Papers give longer than words alone; every figure is an example for an operator to edit. */
export const standardHardship: HardshipRule = {
  breathingSpace: { days: 30, perYear: 1, backdateDays: 14, afterTreatmentDays: 0 },
  atOnce: [
    { reasons: ["less-income", "illness", "family-change", "disaster"], evidence: true, days: 60 },
    { reasons: ["less-income", "illness", "family-change", "disaster"], evidence: false, days: 30 },
  ],
  statementDays: 90,
};

/** 60 days, once in twelve months; treatment + 30: Debt Respite Regulations 2020 (UK). */
export const ukHardship: HardshipRule = {
  ...standardHardship,
  breathingSpace: { days: 60, perYear: 1, backdateDays: 14, afterTreatmentDays: 30 },
};

/** The rule of a policy that may say none. */
export function hardshipRule({ hardship }: { readonly hardship?: HardshipRule }): HardshipRule {
  return hardship ?? standardHardship;
}

/** Reads the rule of a policy document; what it leaves out is standard. */
export function readHardship(field: Field): HardshipRule {
  const fieldOf = fieldsOf(field, ["breathingSpace", "atOnce", "statementDays"] as const);
  const { breathingSpace, atOnce, statementDays } = standardHardship;
  return {
    breathingSpace: optional(fieldOf("breathingSpace"), breathingSpace, readBreathingSpace),
    atOnce: optional(fieldOf("atOnce"), atOnce, (f) => readList(f, 20, readAtOnce)),
    statementDays: optional(fieldOf("statementDays"), statementDays, (f) =>
      readInteger(f, 1, days),
    ),
  };
}

const breathingNames = ["days", "perYear", "backdateDays", "afterTreatmentDays"] as const;

function readBreathingSpace(field: Field): BreathingSpaceRule {
  const fieldOf = fieldsOf(field, breathingNames);
  const standard = standardHardship.breathingSpace;
  const upTo = (name: (typeof breathingNames)[number], most: number) =>
    optional(fieldOf(name), standard[name], (f) => readInteger(f, 0, most));
  return {
    days: upTo("days", days),
    perYear: upTo("perYear", 12),
    backdateDays: upTo("backdateDays", days),
    afterTreatmentDays: upTo("afterTreatmentDays", days),
  };
}

function readAtOnce(field: Field): AtOnceRule {
  const fieldOf = fieldsOf(field, ["reasons", "evidence", "days"] as const);
  const reasons = readList(fieldOf("reasons"), hardshipReasons.length, (one) =>
    readChoice(one, hardshipReasons),
  );
  return {
    reasons,
    evidence: readChoice(fieldOf("evidence"), ["required", "not-required"]) === "required",
    days: readInteger(fieldOf("days"), 1, days),
  };
}

/** The rule as a document; `readHardship` reads it back unchanged. */
export function hardshipDocument(rule: HardshipRule) {
  const atOnce = rule.atOnce.map(({ evidence, ...one }) => ({
    ...one,
    evidence: evidence ? "required" : "not-required",
  }));
  return { ...rule, atOnce };
}
