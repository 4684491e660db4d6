import { componentNames } from "../money/components.ts";
import type { Currency } from "../money/currency.ts";
import { readAmount } from "../money/read-amount.ts";
import { zero } from "../primitives/rational.ts";
import {
  type Field,
  fieldsOf,
  isAbsent,
  optional,
  readChoice,
  readDate,
  readDecimal,
  readInteger,
  readList,
  readText,
  refuse,
} from "../primitives/reader.ts";
import {
  type DayCount,
  dayCounts,
  type InterestCap,
  type InterestTerms,
  type Rate,
} from "./terms.ts";

/** The terms of a debt that bears no interest. */
export const noInterest: InterestTerms = {
  rate: { per: "day", value: zero, text: "0" },
  rates: [],
  accruesOn: ["principal"],
  compounding: "none",
  statementDay: null,
  cap: null,
};

const rateNames = ["dailyRate", "annualRate", "dayCount"] as const;
const names = [...rateNames, "accruesOn", "compounding", "statementDay", "cap", "rates"] as const;

/** Reads `account.interest` (interfaces.md §5). */
export function readTerms(field: Field, currency: Currency): InterestTerms {
  const fieldOf = fieldsOf(field, names);
  const dayCount = optional(fieldOf("dayCount"), "act/365", (f) => readChoice(f, dayCounts));
  const compounding = optional(fieldOf("compounding"), "none", (f) =>
    readChoice(f, ["none", "statement"] as const),
  );
  const statementDay = optional(fieldOf("statementDay"), null, (f) => readInteger(f, 1, 31));
  if (compounding === "statement" && statementDay === null) {
    refuse(fieldOf("statementDay"), "missing-field", "compounding needs a statement day");
  }
  return {
    rate: readRate(fieldOf, dayCount),
    rates: optional(fieldOf("rates"), [], (f) => readRates(f, dayCount)),
    accruesOn: optional(fieldOf("accruesOn"), ["principal"], readAccruesOn),
    compounding,
    statementDay,
    cap: optional(fieldOf("cap"), null, (f) => readCap(f, currency)),
  };
}

const dailyMost = 1n;
const annualMost = 100n;

/** One of dailyRate and annualRate, not both. */
function readRate(fieldOf: (name: (typeof rateNames)[number]) => Field, dayCount: DayCount): Rate {
  const daily = fieldOf("dailyRate");
  const annual = fieldOf("annualRate");
  if (!isAbsent(daily) && !isAbsent(annual)) {
    refuse(annual, "conflicting-fields", "a rate is by the day or by the year, not both");
  }
  if (isAbsent(annual)) {
    return { per: "day", value: readDecimal(daily, dailyMost), text: readText(daily) };
  }
  return { per: "year", value: readDecimal(annual, annualMost), dayCount, text: readText(annual) };
}

function readRates(field: Field, standard: DayCount): InterestTerms["rates"] {
  const rates = readList(field, 200, (item) => {
    const fieldOf = fieldsOf(item, [...rateNames, "from"] as const);
    const dayCount = optional(fieldOf("dayCount"), standard, (f) => readChoice(f, dayCounts));
    return { from: readDate(fieldOf("from")), rate: readRate(fieldOf, dayCount) };
  });
  for (let i = 1; i < rates.length; i += 1) {
    const before = rates[i - 1]?.from ?? "";
    if ((rates[i]?.from ?? "") <= before) {
      const path = `${field.path}[${i}].from`;
      refuse({ ...field, path }, "out-of-order", "dated rates stand in order, one a date");
    }
  }
  return rates;
}

function readAccruesOn(field: Field): InterestTerms["accruesOn"] {
  const parts = readList(field, componentNames.length, (item) => readChoice(item, componentNames));
  if (new Set(parts).size < parts.length) {
    refuse(field, "duplicate-value", "each component stands here once");
  }
  return parts;
}

function readCap(field: Field, currency: Currency): InterestCap {
  const fieldOf = fieldsOf(field, ["total", "annualRate"] as const);
  return {
    totalMinor: optional(fieldOf("total"), null, (f) => readAmount(f, currency)),
    annualRate: optional(fieldOf("annualRate"), null, (f) => readDecimal(f, annualMost)),
  };
}
