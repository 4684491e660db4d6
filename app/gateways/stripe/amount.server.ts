import { type Currency, isCurrency, minorPlaces } from "#app/domain/money/currency.ts";

/**
 * Stripe's units differ from ISO 4217's for these two: they have no minor unit, yet Stripe keeps
 * two places that are always 00 (docs.stripe.com/currencies, special cases).
 */
const padded: ReadonlySet<string> = new Set<Currency>(["ISK", "UGX"]);

/** Our minor units as Stripe writes them: 5 ISK → 500; CNY, JPY and KWD are the same in both. */
export function toStripeAmount(amountMinor: bigint, currency: Currency): number {
  return Number(padded.has(currency) ? amountMinor * 100n : amountMinor);
}

/** Stripe's units as ours; null for what cannot be ours: fractions, or 550 ISK-hundredths. */
export function fromStripeAmount(amount: unknown, currency: string): bigint | null {
  if (typeof amount !== "number" || !Number.isSafeInteger(amount)) return null;
  if (!padded.has(currency)) return BigInt(amount);
  return amount % 100 === 0 ? BigInt(amount / 100) : null;
}

/** Stripe's lower-case code as ours; money may also come in a currency that we do not use. */
export const currencyOf = (code: unknown): string =>
  typeof code === "string" ? code.toUpperCase() : "";

/** Three-decimal amounts must end in 0: 5.124 KWD is refused. */
export const stepOf = (currency: Currency): bigint =>
  isCurrency(currency) && minorPlaces(currency) === 3 ? 10n : 1n;
