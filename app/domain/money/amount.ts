import { scaledText } from "../primitives/rational.ts";
import { type Currency, minorPlaces } from "./currency.ts";

export type AmountFault = "not-an-amount" | "too-fine" | "too-large";

/** No sum in this product is larger: 10^15 minor units, well inside PostgreSQL's bigint. */
export const largestMinor = 10n ** 15n;

/**
 * Reads major units ("1200.50") as integer minor units. An amount finer than the currency is
 * refused, never rounded (interfaces.md §4, §5); exponents, signs "+" and separators are refused.
 */
export function parseAmount(text: string, currency: Currency): bigint | AmountFault {
  const match = /^(-?)(\d{1,24})(?:\.(\d{1,24}))?$/.exec(text);
  if (!match) return "not-an-amount";
  const fraction = match[3] ?? "";
  const width = minorPlaces(currency);
  if (fraction.length > width) return "too-fine";
  const minor = BigInt((match[2] as string) + fraction.padEnd(width, "0"));
  if (minor > largestMinor) return "too-large";
  return match[1] ? -minor : minor;
}

/** Writes minor units as major units with the currency's places: (1740n, CNY) → "17.40". */
export function formatAmount(minor: bigint, currency: Currency): string {
  return scaledText(minor, minorPlaces(currency));
}
