import {
  type Field,
  fieldsOf,
  optional,
  readChoice,
  readInteger,
  readList,
  refuse,
} from "../primitives/reader.ts";
import { days } from "./limits.ts";

/** Whose door stands open to somebody who is not content with an answer. */
export const referrals = ["none", "cn", "us", "uk"] as const;
export type Referral = (typeof referrals)[number];

/** By when disputes and complaints are answered (domain.md §8, §9); all of it data. */
export interface CaseRule {
  readonly dispute: ClockRule;
  readonly complaint: ComplaintRule;
}

export interface ClockRule {
  /** Days within which it is answered; the day it came in is day 0. */
  readonly answerDays: number;
  /** Days, from the same day 0, to which it may be extended in turn, each with a reason. */
  readonly extendToDays: readonly number[];
  /** Days after the answer in which the debtor may reopen it; 0: never. */
  readonly reopenDays: number;
}

export interface ComplaintRule extends ClockRule {
  /** Answered by the end of this working day, a summary is enough; 0: there is no such route. */
  readonly summaryWorkingDays: number;
  /**
   * Not answered by the last day of its clock, a complaint gets a letter that says why, by when an
   * answer is expected (so many days later) and where else to go; 0: no such letter is sent.
   */
  readonly holdingLetterDays: number;
  readonly referral: Referral;
}

/** Every figure is an example for an operator to edit. */
export const standardCases: CaseRule = {
  dispute: { answerDays: 30, extendToDays: [60], reopenDays: 90 },
  complaint: {
    answerDays: 15,
    extendToDays: [60],
    reopenDays: 90,
    summaryWorkingDays: 0,
    holdingLetterDays: 0,
    referral: "none",
  },
};

/**
 * 15 days, to 30 where it is complicated, 30 more with leave from above: 银行业保险业消费投诉
 * 处理管理办法 (2020) art. 21. Objections to a debt get the same days.
 */
export const cnCases: CaseRule = {
  dispute: { answerDays: 15, extendToDays: [30], reopenDays: 90 },
  complaint: {
    answerDays: 15,
    extendToDays: [30, 60],
    reopenDays: 90,
    summaryWorkingDays: 0,
    holdingLetterDays: 0,
    referral: "cn",
  },
};

/** Collection rests until a dispute is verified, however long (12 CFR 1006.38). */
export const usCases: CaseRule = {
  ...standardCases,
  complaint: { ...standardCases.complaint, referral: "us" },
};

/**
 * Final answer in 8 weeks, or a written one that says why not and names the ombudsman; a summary
 * by the third business day is enough (DISP 1.5.1R, 1.6.2R).
 */
export const ukCases: CaseRule = {
  ...standardCases,
  complaint: {
    answerDays: 56,
    extendToDays: [],
    reopenDays: 180,
    summaryWorkingDays: 3,
    holdingLetterDays: 28,
    referral: "uk",
  },
};

/** The rule of a policy that may say none. */
export function caseRule({ cases }: { readonly cases?: CaseRule }): CaseRule {
  return cases ?? standardCases;
}

/** Reads the rule of a policy document; what it leaves out is standard. */
export function readCases(field: Field): CaseRule {
  const fieldOf = fieldsOf(field, ["dispute", "complaint"] as const);
  return {
    dispute: optional(fieldOf("dispute"), standardCases.dispute, (f) => {
      return readClock(fieldsOf(f, clockNames), standardCases.dispute);
    }),
    complaint: optional(fieldOf("complaint"), standardCases.complaint, readComplaint),
  };
}

const clockNames = ["answerDays", "extendToDays", "reopenDays"] as const;

function readComplaint(field: Field): ComplaintRule {
  const standard = standardCases.complaint;
  const own = ["summaryWorkingDays", "holdingLetterDays", "referral"] as const;
  const fieldOf = fieldsOf(field, [...clockNames, ...own] as const);
  return {
    ...readClock(fieldOf, standard),
    summaryWorkingDays: optional(fieldOf("summaryWorkingDays"), standard.summaryWorkingDays, (f) =>
      readInteger(f, 0, 30),
    ),
    holdingLetterDays: optional(fieldOf("holdingLetterDays"), standard.holdingLetterDays, (f) =>
      readInteger(f, 0, days),
    ),
    referral: optional(fieldOf("referral"), standard.referral, (f) => readChoice(f, referrals)),
  };
}

function readClock(
  fieldOf: (name: (typeof clockNames)[number]) => Field,
  standard: ClockRule,
): ClockRule {
  const answerDays = optional(fieldOf("answerDays"), standard.answerDays, (f) =>
    readInteger(f, 1, days),
  );
  return {
    answerDays,
    extendToDays: optional(fieldOf("extendToDays"), [], (f) => readExtensions(f, answerDays)),
    reopenDays: optional(fieldOf("reopenDays"), standard.reopenDays, (f) =>
      readInteger(f, 0, days),
    ),
  };
}

/** Each extension ends later than what it extends. */
function readExtensions(field: Field, answerDays: number): number[] {
  const read = readList(field, 10, (one) => readInteger(one, 1, days));
  const rises = read.every((one, index) => one > (read[index - 1] ?? answerDays));
  if (!rises) refuse(field, "out-of-order", "an extension ends later than what it extends");
  return read;
}
