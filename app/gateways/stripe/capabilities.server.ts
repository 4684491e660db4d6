import { type Currency, minorPlaces } from "#app/domain/money/currency.ts";
import type { PaymentMethodKind } from "#app/services/payments/payment-state.ts";
import type { PaymentCapabilities } from "#app/services/payments/provider.ts";
import { stepOf } from "./amount.server.ts";

/** Smallest charges in our minor units (docs.stripe.com/currencies, minimum amounts). */
const minimums: Partial<Record<Currency, bigint>> = {
  USD: 50n,
  EUR: 50n,
  GBP: 30n,
  HKD: 400n,
  JPY: 50n,
  SEK: 300n,
  NOK: 300n,
  DKK: 250n,
  PLN: 200n,
  CZK: 1500n,
  HUF: 17500n,
  MXN: 1000n,
  MYR: 200n,
  THB: 1000n,
  AED: 200n,
  // Not listed: the worth of about 0.50 USD after conversion, rounded up.
  CNY: 400n,
  TWD: 2000n,
  MOP: 500n,
  IDR: 1_000_000n,
  PHP: 3000n,
  ZAR: 1000n,
  SAR: 200n,
  ILS: 200n,
  TRY: 2500n,
  KRW: 700n,
  VND: 14_000n,
  CLP: 500n,
  ISK: 70n,
  UGX: 2000n,
  XAF: 350n,
  XOF: 350n,
  PYG: 4500n,
  RWF: 750n,
  KWD: 160n,
  BHD: 190n,
  OMR: 200n,
  JOD: 360n,
  TND: 1600n,
};

/** Presentment currencies of the wallets (docs.stripe.com/payments/alipay, …/wechat-pay). */
const wallets: Record<"alipay" | "wechat_pay", readonly Currency[]> = {
  alipay: ["CNY", "AUD", "CAD", "EUR", "GBP", "HKD", "JPY", "MYR", "NZD", "SGD", "USD"],
  wechat_pay: [
    "CNY",
    "AUD",
    "CAD",
    "CHF",
    "DKK",
    "EUR",
    "GBP",
    "HKD",
    "JPY",
    "NOK",
    "SEK",
    "SGD",
    "USD",
  ],
};

const minuteMs = 60_000;

/** What Stripe can do in a currency; its own account may be able to do less. */
export function capabilitiesOf(currency: Currency): PaymentCapabilities {
  const fitting = (["alipay", "wechat_pay"] as const).filter((kind) =>
    wallets[kind].includes(currency),
  );
  const methods: PaymentMethodKind[] = ["card", ...fitting];
  return {
    supported: true,
    minAmountMinor: minimums[currency] ?? 50n,
    maxAmountMinor: largest(currency),
    stepMinor: stepOf(currency),
    methods,
    reusableMethods: ["card"],
    pageLifetimeMs: { min: 30 * minuteMs, max: 24 * 60 * minuteMs },
  };
}

/** Eight digits in Stripe's units. */
function largest(currency: Currency): bigint {
  const padded = minorPlaces(currency) === 0 && (currency === "ISK" || currency === "UGX");
  return padded ? 999_999n : 99_999_999n - (99_999_999n % stepOf(currency));
}
