import { defaultHoldEffects, type HoldEffectTable } from "../holds/default-effects.ts";
import { type HoldEffect, type HoldKind, holdKinds } from "../holds/hold.ts";
import { readEffects } from "../holds/read-hold.ts";
import type { Currency } from "../money/currency.ts";
import { readAmount, readCurrency } from "../money/read-amount.ts";
import { roundingModes } from "../primitives/rational.ts";
import {
  type DocumentFault,
  type Field,
  fieldsOf,
  isAbsent,
  optional,
  parseDocument,
  readChoice,
  readInteger,
  readList,
  readShare,
  readText,
  refuse,
} from "../primitives/reader.ts";
import type { Result } from "../primitives/result.ts";
import { isTimeZone } from "../primitives/zone.ts";
import { readAutopay, standardAutopay } from "./autopay-rule.ts";
import { readCases, standardCases } from "./case-rule.ts";
import { readGuidelines } from "./guideline-rule.ts";
import { readHardship, standardHardship } from "./hardship-rule.ts";
import { days, terms } from "./limits.ts";
import {
  type AffordabilityRule,
  contactWaitDays,
  type PenaltyRule,
  type PlanRule,
  type Policy,
  payerLinkRules,
} from "./policy.ts";
import {
  isPreset,
  presetNames,
  presetPolicy,
  standardAffordability,
  standardPlan,
} from "./presets.ts";
import { readAllocation } from "./read-allocation.ts";
import { readDeferment, readFull, readInstalments, readSettlement } from "./read-offers.ts";

/** What a policy takes over when it does not say it; null: it must say so itself. */
export interface PolicyHouse {
  readonly currency: Currency | null;
  readonly timeZone: string | null;
}

/** A preset's name or a whole document as a policy, or the first fault (interfaces.md §5). */
export function parsePolicy(document: unknown, house: PolicyHouse): Result<Policy, DocumentFault> {
  return parseDocument(document, (field) => readPolicy(field, house));
}

const names = [
  "id",
  "currency",
  "timeZone",
  "rounding",
  "allocation",
  "full",
  "settlement",
  "instalments",
  "deferment",
  "affordability",
  "plan",
  "penalty",
  "offerValidDays",
  "minimumPayment",
  "refundApprovalAbove",
  "holds",
  "autopay",
  "payerLinks",
  "hardship",
  "cases",
  "guidelines",
  "contactWaitDays",
] as const;

/** The same inside another document; look at the field's faults before using the answer. */
export function readPolicy(field: Field, house: PolicyHouse): Policy {
  if (typeof field.value === "string") return readPreset(field, house);
  const fieldOf = fieldsOf(field, names);
  const currency = readHouseCurrency(fieldOf("currency"), house);
  return {
    id: readText(fieldOf("id"), 100),
    currency,
    timeZone: readTimeZone(fieldOf("timeZone"), house),
    rounding: optional(fieldOf("rounding"), "half-up", (f) => readChoice(f, roundingModes)),
    allocation: readAllocation(fieldOf("allocation")),
    full: optional(fieldOf("full"), null, readFull),
    settlement: optional(fieldOf("settlement"), [], readSettlement),
    instalments: optional(fieldOf("instalments"), null, (f) => readInstalments(f, currency)),
    deferment: optional(fieldOf("deferment"), null, readDeferment),
    affordability: optional(fieldOf("affordability"), standardAffordability, readAffordability),
    plan: readPlan(fieldOf("plan"), currency),
    penalty: optional(fieldOf("penalty"), null, (f) => readPenalty(f, currency)),
    offerValidDays: optional(fieldOf("offerValidDays"), 7, (f) => readInteger(f, 0, days)),
    minimumPaymentMinor: optional(fieldOf("minimumPayment"), 0n, (f) => readAmount(f, currency)),
    refundApprovalAboveMinor: optional(fieldOf("refundApprovalAbove"), 0n, (f) =>
      readAmount(f, currency),
    ),
    holdEffects: optional(fieldOf("holds"), defaultHoldEffects, readHoldEffects),
    autopay: optional(fieldOf("autopay"), standardAutopay, readAutopay),
    hardship: optional(fieldOf("hardship"), standardHardship, readHardship),
    cases: optional(fieldOf("cases"), standardCases, readCases),
    guidelines: optional(fieldOf("guidelines"), null, (f) => readGuidelines(f, currency)),
    contactWaitDays: optional(fieldOf("contactWaitDays"), contactWaitDays({}), (f) =>
      readInteger(f, 0, days),
    ),
    payerLinks: optional(fieldOf("payerLinks"), "allowed", (f) => readChoice(f, payerLinkRules)),
  };
}

function readPreset(field: Field, house: PolicyHouse): Policy {
  const name = readText(field);
  if (!isPreset(name)) {
    refuse(field, "unknown-policy", `expected a policy or one of ${presetNames.join(", ")}`);
  } else if (house.currency === null || house.timeZone === null) {
    refuse(field, "preset-needs-account", "a preset takes currency and time zone from an account");
  }
  const preset = isPreset(name) ? name : "cn-bank-card";
  return presetPolicy(preset, house.currency ?? "CNY", house.timeZone ?? "UTC");
}

function readHouseCurrency(field: Field, house: PolicyHouse): Currency {
  if (isAbsent(field) && house.currency !== null) return house.currency;
  const currency = readCurrency(field);
  if (house.currency !== null && currency !== house.currency) {
    refuse(field, "currency-mismatch", `the account is in ${house.currency}`);
  }
  return currency;
}

function readTimeZone(field: Field, house: PolicyHouse): string {
  if (isAbsent(field) && house.timeZone !== null) return house.timeZone;
  const timeZone = readText(field);
  if (!isTimeZone(timeZone)) {
    refuse(field, "unknown-time-zone", "expected an IANA time zone, like Asia/Shanghai");
  }
  return timeZone;
}

function readAffordability(field: Field): AffordabilityRule {
  const fieldOf = fieldsOf(field, ["shares", "warnAbove"] as const);
  const { shares, warnAbove } = standardAffordability;
  return {
    shares: optional(fieldOf("shares"), shares, (f) => readList(f, 20, readShare)),
    warnAbove: optional(fieldOf("warnAbove"), warnAbove, readShare),
  };
}

const planNames = [
  "graceDays",
  "breakAfterMissed",
  "tolerance",
  "moveDays",
  "skipsPerYear",
  "cureDays",
  "remindDays",
  "coolingOffDays",
  "changesPerYear",
] as const;

function readPlan(field: Field, currency: Currency): PlanRule {
  const present = isAbsent(field) ? { ...field, value: {} } : field;
  const fieldOf = fieldsOf(present, planNames);
  const upTo = (name: (typeof planNames)[number], standard: number, most: number) =>
    optional(fieldOf(name), standard, (f) => readInteger(f, 0, most));
  return {
    graceDays: upTo("graceDays", standardPlan.graceDays, days),
    breakAfterMissed: optional(fieldOf("breakAfterMissed"), 2, (f) => readInteger(f, 1, terms)),
    toleranceMinor: optional(fieldOf("tolerance"), 1n, (f) => readAmount(f, currency)),
    moveDays: upTo("moveDays", standardPlan.moveDays, 62),
    skipsPerYear: upTo("skipsPerYear", standardPlan.skipsPerYear, 12),
    cureDays: upTo("cureDays", standardPlan.cureDays, days),
    remindDays: upTo("remindDays", standardPlan.remindDays, 62),
    coolingOffDays: upTo("coolingOffDays", standardPlan.coolingOffDays, 62),
    changesPerYear: optional(fieldOf("changesPerYear"), null, (f) => readInteger(f, 0, 366)),
  };
}

function readPenalty(field: Field, currency: Currency): PenaltyRule {
  const fieldOf = fieldsOf(field, ["share", "floor", "ceiling"] as const);
  const floorMinor = readAmount(fieldOf("floor"), currency);
  const ceilingMinor = readAmount(fieldOf("ceiling"), currency);
  if (ceilingMinor < floorMinor) {
    refuse(fieldOf("ceiling"), "out-of-order", "the ceiling is below the floor");
  }
  return { share: readShare(fieldOf("share")), floorMinor, ceilingMinor };
}

/** Kinds that the document leaves out keep the standard effects. */
function readHoldEffects(field: Field): HoldEffectTable {
  const fieldOf = fieldsOf(field, holdKinds);
  const table: Record<HoldKind, readonly HoldEffect[]> = { ...defaultHoldEffects };
  for (const kind of holdKinds) table[kind] = optional(fieldOf(kind), table[kind], readEffects);
  return table;
}
