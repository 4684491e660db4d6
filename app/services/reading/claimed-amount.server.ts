import type { Currency } from "#app/domain/money/currency.ts";
import { readTypedAmount } from "#app/domain/money/typed-amount.ts";
import type { StepWords } from "../cases/case-steps.server.ts";

/**
 * What a debtor holds to be right, or has paid, in minor units; null where they typed no sum or
 * more than a sum: then their words are shown as they stand.
 */
export function claimedAmount(words: StepWords | null, currency: Currency): bigint | null {
  const read = readTypedAmount(words?.amount ?? "", currency);
  return typeof read === "bigint" ? read : null;
}
