import { type AmountFault, parseAmount } from "./amount.ts";
import type { Currency } from "./currency.ts";

/**
 * Reads a sum as people type it, in major units: full-width digits, a currency's sign, spaces and
 * commas between thousands are taken. Minor units, or why it is no sum above nothing.
 */
export function readTypedAmount(text: string, currency: Currency): bigint | AmountFault {
  // NFKC turns full-width digits and signs into plain ones.
  const plain = text.normalize("NFKC").replace(/\s/g, "");
  const digits = plain.replace(/^[¥$£€]|元$/g, "");
  // A comma counts only between thousands: "12,50" is not 1250.
  const grouped = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits);
  const amount = parseAmount(grouped ? digits.replaceAll(",", "") : digits, currency);
  return typeof amount === "bigint" && amount <= 0n ? "not-an-amount" : amount;
}
