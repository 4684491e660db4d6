import { formatAmount } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import { plainDecimal } from "../primitives/plain-decimal.ts";
import type { InterestTerms, Rate } from "./terms.ts";

/** The JSON form of `account.interest` (interfaces.md §5); `readTerms` reads it back. */
export function termsDocument(terms: InterestTerms, currency: Currency) {
  const { rates, accruesOn, compounding, statementDay, cap } = terms;
  return {
    ...rateDocument(terms.rate),
    accruesOn,
    compounding,
    ...(statementDay === null ? {} : { statementDay }),
    ...(cap === null ? {} : { cap: capDocument(cap, currency) }),
    ...(rates.length === 0
      ? {}
      : { rates: rates.map(({ from, rate }) => ({ from, ...rateDocument(rate) })) }),
  };
}

function rateDocument(rate: Rate) {
  return rate.per === "day"
    ? { dailyRate: rate.text }
    : { annualRate: rate.text, dayCount: rate.dayCount };
}

function capDocument(
  { totalMinor, annualRate }: NonNullable<InterestTerms["cap"]>,
  currency: Currency,
) {
  return {
    ...(totalMinor === null ? {} : { total: formatAmount(totalMinor, currency) }),
    ...(annualRate === null ? {} : { annualRate: plainDecimal(annualRate) }),
  };
}
