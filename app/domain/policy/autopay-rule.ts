import {
  type Field,
  fieldsOf,
  readInteger,
  readList,
  readText,
  refuse,
} from "../primitives/reader.ts";

/** When a saved card is charged, and what is said before. */
export interface AutopayRule {
  /** The debtor is told of a charge so many days before it, at the latest. */
  readonly noticeDays: number;
  /** Time of day of a charge in the portfolio's zone, "HH:MM". */
  readonly chargeAt: string;
  /**
   * Days between a try that was declined for now and the next one; as many tries more as there
   * are numbers.
   */
  readonly retryAfterDays: readonly number[];
  /** Working days before a charge until which the law lets the debtor stop it; 0: not set by it. */
  readonly stopWorkingDays: number;
}

/** Told the day before, charged in the morning, tried twice more in eight days. */
export const standardAutopay: AutopayRule = {
  noticeDays: 1,
  chargeAt: "09:00",
  retryAfterDays: [3, 5],
  stopWorkingDays: 0,
};

/** 12 CFR 1005.10: 10 days' notice of a varying amount; stop until 3 business days before. */
export const usAutopay: AutopayRule = { ...standardAutopay, noticeDays: 10, stopWorkingDays: 3 };

const names = ["noticeDays", "chargeAt", "retryAfterDays", "stopWorkingDays"] as const;

/** Reads the rule of a policy document; what it leaves out is standard. */
export function readAutopay(field: Field): AutopayRule {
  const fieldOf = fieldsOf(field, names);
  const given = (name: (typeof names)[number]) => fieldOf(name).value !== undefined;
  return {
    noticeDays: given("noticeDays") ? readInteger(fieldOf("noticeDays"), 0, 60) : 1,
    chargeAt: given("chargeAt") ? readTime(fieldOf("chargeAt")) : standardAutopay.chargeAt,
    retryAfterDays: given("retryAfterDays")
      ? readList(fieldOf("retryAfterDays"), 10, (one) => readInteger(one, 1, 60))
      : standardAutopay.retryAfterDays,
    stopWorkingDays: given("stopWorkingDays") ? readInteger(fieldOf("stopWorkingDays"), 0, 30) : 0,
  };
}

function readTime(field: Field): string {
  const text = readText(field, 5);
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) {
    refuse(field, "not-a-time", "expected a time of day, like 09:00");
  }
  return text;
}

/** The rule of a policy that may say none. */
export function autopayRule({ autopay }: { readonly autopay?: AutopayRule }): AutopayRule {
  return autopay ?? standardAutopay;
}
