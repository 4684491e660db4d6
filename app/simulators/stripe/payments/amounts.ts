import { invalid } from "../refusal.ts";

/** Smallest charges in Stripe's units (docs.stripe.com/currencies); elsewhere about 0.50 USD. */
const minimums: Record<string, number> = {
  usd: 50,
  eur: 50,
  gbp: 30,
  cny: 400,
  hkd: 400,
  jpy: 50,
  aud: 50,
  cad: 50,
  nzd: 50,
  chf: 50,
  sgd: 50,
  sek: 300,
  nok: 300,
  dkk: 250,
  pln: 200,
  czk: 1500,
  huf: 17500,
  mxn: 1000,
  myr: 200,
  thb: 1000,
  aed: 200,
  brl: 50,
  inr: 50,
};

const zeroDecimal = "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" ");
const threeDecimal = ["bhd", "jod", "kwd", "omr", "tnd"];
/** Zero-decimal money that Stripe still takes in hundredths, always ending in 00. */
const paddedZeroDecimal = ["isk", "ugx"];

/** Decimal places of Stripe's unit for a currency. */
export const stripePlaces = (currency: string): number =>
  zeroDecimal.includes(currency) ? 0 : threeDecimal.includes(currency) ? 3 : 2;

/** Refuses what Stripe refuses: too small, more than 8 digits, an odd last digit. */
export function checkAmount(amount: number, currency: string, param: string): void {
  const least = minimums[currency] ?? 50;
  if (amount < least) {
    const text = (least / 10 ** stripePlaces(currency)).toFixed(stripePlaces(currency));
    throw invalid(param, `Amount must be at least ${text} ${currency}`, "amount_too_small");
  }
  if (amount > 99_999_999) {
    throw invalid(param, "Amount must be no more than 999,999.99", "amount_too_large");
  }
  const step = threeDecimal.includes(currency)
    ? 10
    : paddedZeroDecimal.includes(currency)
      ? 100
      : 1;
  if (amount % step !== 0) {
    throw invalid(param, `Invalid amount for ${currency}: must end in 0.`, "invalid_charge_amount");
  }
}
