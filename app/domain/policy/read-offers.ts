import type { Currency } from "../money/currency.ts";
import { readAmount, readPositiveAmount } from "../money/read-amount.ts";
import { zero } from "../primitives/rational.ts";
import {
  type Field,
  fieldsOf,
  optional,
  readChoice,
  readInteger,
  readList,
  readShare,
  refuse,
} from "../primitives/reader.ts";
import { days, terms } from "./limits.ts";
import type { DefermentRule, FullRule, InstalmentRule, SettlementBand } from "./policy.ts";
import { frequencies } from "./policy.ts";
import { readPlanInterest } from "./read-plan-interest.ts";

export function readFull(field: Field): FullRule {
  const fieldOf = fieldsOf(field, ["discount", "payWithinDays"] as const);
  return {
    discount: optional(fieldOf("discount"), zero, readShare),
    payWithinDays: optional(fieldOf("payWithinDays"), 0, readDays),
  };
}

/** Reads the bands of settlement; they may stand in any order, one for each number of days. */
export function readSettlement(field: Field): SettlementBand[] {
  const bands = readList(field, 100, (item) => {
    const fieldOf = fieldsOf(item, [
      "fromDaysOverdue",
      "share",
      "maxPayments",
      "payWithinDays",
    ] as const);
    return {
      fromDaysOverdue: readDays(fieldOf("fromDaysOverdue")),
      share: readShare(fieldOf("share")),
      maxPayments: readInteger(fieldOf("maxPayments"), 1, terms),
      payWithinDays: readDays(fieldOf("payWithinDays")),
    };
  });
  const starts = bands.map((band) => band.fromDaysOverdue);
  const again = starts.findIndex((start, index) => starts.indexOf(start) < index);
  if (again >= 0) {
    const path = `${field.path}[${again}].fromDaysOverdue`;
    refuse({ ...field, path }, "duplicate-value", "two bands begin on the same day");
  }
  return bands.sort((a, b) => a.fromDaysOverdue - b.fromDaysOverdue);
}

const instalmentNames = [
  "minTerms",
  "maxTerms",
  "offerTerms",
  "frequencies",
  "minAmount",
  "unit",
  "interest",
  "firstDueFromDays",
  "firstDueToDays",
  "workingDays",
  "downPaymentMin",
] as const;

export function readInstalments(field: Field, currency: Currency): InstalmentRule {
  const fieldOf = fieldsOf(field, instalmentNames);
  const amount = (f: Field) => readAmount(f, currency);
  const minTerms = readInteger(fieldOf("minTerms"), 1, terms);
  const maxTerms = readInteger(fieldOf("maxTerms"), 1, terms);
  if (maxTerms < minTerms) {
    refuse(fieldOf("maxTerms"), "out-of-order", "the most terms are fewer than the least");
  }
  const firstDueFromDays = optional(fieldOf("firstDueFromDays"), 1, readDays);
  const firstDueToDays = optional(fieldOf("firstDueToDays"), firstDueFromDays + 44, readDays);
  if (firstDueToDays < firstDueFromDays) {
    refuse(fieldOf("firstDueToDays"), "out-of-order", "the window ends before it begins");
  }
  return {
    minTerms,
    maxTerms,
    offerTerms: readTerms(fieldOf("offerTerms"), minTerms, maxTerms),
    frequencies: optional(fieldOf("frequencies"), ["monthly"], readFrequencies),
    minAmountMinor: optional(fieldOf("minAmount"), 0n, amount),
    unitMinor: optional(fieldOf("unit"), 1n, (f) => readPositiveAmount(f, currency)),
    interest: optional(fieldOf("interest"), { mode: "frozen" }, readPlanInterest),
    firstDueFromDays,
    firstDueToDays,
    workingDays: optional(fieldOf("workingDays"), "none", (f) =>
      readChoice(f, ["none", "following", "preceding"] as const),
    ),
    downPaymentMinMinor: optional(fieldOf("downPaymentMin"), 0n, amount),
  };
}

export function readDeferment(field: Field): DefermentRule {
  const fieldOf = fieldsOf(field, ["maxDays", "perYear", "interest", "then"] as const);
  return {
    maxDays: readDays(fieldOf("maxDays")),
    perYear: optional(fieldOf("perYear"), 1, (f) => readInteger(f, 0, 366)),
    interest: optional(fieldOf("interest"), "frozen", (f) =>
      readChoice(f, ["frozen", "contract"] as const),
    ),
    then: optional(fieldOf("then"), "full", (f) => readChoice(f, ["full", "instalments"] as const)),
  };
}

const readDays = (field: Field): number => readInteger(field, 0, days);

/** The terms to offer, ascending, each within what the policy allows. */
function readTerms(field: Field, minTerms: number, maxTerms: number): number[] {
  let before = minTerms - 1;
  return readList(field, 24, (item) => {
    const count = readInteger(item, 1, terms);
    if (count <= before && count >= minTerms) {
      refuse(item, "out-of-order", "the terms to offer stand in order, each once");
    } else if (count < minTerms || count > maxTerms) {
      refuse(item, "out-of-range", `expected ${minTerms} to ${maxTerms} terms`);
    }
    before = count;
    return count;
  });
}

function readFrequencies(field: Field): InstalmentRule["frequencies"] {
  const list = readList(field, frequencies.length, (item) => readChoice(item, frequencies));
  if (list.length === 0) refuse(field, "empty-list", "at least one frequency is offered");
  if (new Set(list).size < list.length) {
    refuse(field, "duplicate-value", "each frequency stands here once");
  }
  return list;
}
