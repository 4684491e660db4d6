import { formatAmount } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import { readAmount } from "../money/read-amount.ts";
import { plainDecimal } from "../primitives/plain-decimal.ts";
import { decimal, type Rational } from "../primitives/rational.ts";
import {
  type Field,
  fieldsOf,
  readChoice,
  readList,
  readShare,
  readText,
  refuse,
} from "../primitives/reader.ts";

/** Spending as the standard statements group it. */
export const spendingKinds = [
  "housing",
  "utilities",
  "food",
  "transport",
  "communications",
  "health",
  "children",
  "insurance",
  "personal",
  "other-debts",
  "other-spending",
] as const;
export type SpendingKind = (typeof spendingKinds)[number];

/** What households usually spend: it flags, and never blocks (domain.md §8). */
export interface GuidelineRule {
  /** Where the figures come from. */
  readonly source: string;
  /** Of one adult's figure, for each further adult and each child. */
  readonly adultShare: Rational;
  readonly childShare: Rational;
  /** A month, for one adult alone. */
  readonly ranges: readonly GuidelineRange[];
}

export interface GuidelineRange {
  readonly kind: SpendingKind;
  readonly leastMinor: bigint;
  readonly mostMinor: bigint;
}

/** Each further adult 0.5, each child 0.3: the OECD-modified scale. */
const oecd = { adultShare: decimal("0.5"), childShare: decimal("0.3") };

/**
 * Consumption a head in China in 2024 (National Bureau of Statistics): a twelfth of the year, from
 * half of it to one and a half times it.
 */
export function cnGuidelines(major: bigint): GuidelineRule {
  const source = "国家统计局2024年居民人均消费支出，按月折算，上下浮动一半";
  return { source, ...oecd, ranges: ranges(major, cnRanges) };
}
const cnRanges: Figures = {
  housing: [261, 783],
  food: [350, 1051],
  transport: [166, 497],
  health: [106, 318],
  children: [133, 399],
  personal: [128, 384],
};

/**
 * IRS Collection Financial Standards, national standards from 21 April 2025: the standard as the
 * upper end, half of it as the lower; further persons as that table rises.
 */
export function usGuidelines(major: bigint): GuidelineRule {
  const shares = { adultShare: decimal("0.7"), childShare: decimal("0.4") };
  const source = "IRS Collection Financial Standards, national standards, April 2025";
  return { source, ...shares, ranges: ranges(major, { food: [249, 497], personal: [94, 187] }) };
}

/**
 * ONS Family Spending, year to March 2016: a week of an average household (food 56.80, transport
 * 72.70, fuel and housing without mortgages 72.50, communication 16.00, clothing 23.50) by month
 * for one adult of its 1.6 on the OECD scale, from half of it to one and a half times it. An
 * example: members of the Standard Financial Statement put its own figures here.
 */
export function ukGuidelines(major: bigint): GuidelineRule {
  const source =
    "ONS Family Spending, year to March 2016, by month for one adult, half to one and a half";
  return { source, ...oecd, ranges: ranges(major, ukRanges) };
}
const ukRanges: Figures = {
  utilities: [98, 295],
  food: [77, 231],
  transport: [98, 295],
  communications: [22, 65],
  personal: [32, 95],
};

type Figures = Partial<Record<SpendingKind, readonly [number, number]>>;

function ranges(major: bigint, figures: Figures): GuidelineRange[] {
  return spendingKinds.flatMap((kind) => {
    const range = figures[kind];
    if (range === undefined) return [];
    const [least, most] = range;
    return [{ kind, leastMinor: BigInt(least) * major, mostMinor: BigInt(most) * major }];
  });
}

/** Reads the guidelines of a policy document. */
export function readGuidelines(field: Field, currency: Currency): GuidelineRule {
  const names = ["source", "adultShare", "childShare", "ranges"] as const;
  const fieldOf = fieldsOf(field, names);
  return {
    source: readText(fieldOf("source"), 300),
    adultShare: readShare(fieldOf("adultShare")),
    childShare: readShare(fieldOf("childShare")),
    ranges: readList(fieldOf("ranges"), spendingKinds.length, (item) => readRange(item, currency)),
  };
}

function readRange(field: Field, currency: Currency): GuidelineRange {
  const fieldOf = fieldsOf(field, ["kind", "least", "most"] as const);
  const kind = readChoice(fieldOf("kind"), spendingKinds);
  const leastMinor = readAmount(fieldOf("least"), currency);
  const mostMinor = readAmount(fieldOf("most"), currency);
  if (mostMinor < leastMinor) {
    refuse(fieldOf("most"), "out-of-order", "the upper end is below the lower one");
  }
  return { kind, leastMinor, mostMinor };
}

/** The guidelines as a document; `readGuidelines` reads it back unchanged. */
export function guidelinesDocument(rule: GuidelineRule, currency: Currency) {
  const { source, adultShare, childShare } = rule;
  return {
    source,
    adultShare: plainDecimal(adultShare),
    childShare: plainDecimal(childShare),
    ranges: rule.ranges.map(({ kind, leastMinor, mostMinor }) => ({
      kind,
      least: formatAmount(leastMinor, currency),
      most: formatAmount(mostMinor, currency),
    })),
  };
}
