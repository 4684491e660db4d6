/** ISO 4217 codes that can be used, each with its number of minor places (ISO 4217, table A.1). */
const places = {
  CNY: 2,
  USD: 2,
  GBP: 2,
  EUR: 2,
  HKD: 2,
  TWD: 2,
  SGD: 2,
  MOP: 2,
  AUD: 2,
  CAD: 2,
  NZD: 2,
  CHF: 2,
  SEK: 2,
  NOK: 2,
  DKK: 2,
  PLN: 2,
  CZK: 2,
  HUF: 2,
  INR: 2,
  IDR: 2,
  MYR: 2,
  PHP: 2,
  THB: 2,
  ZAR: 2,
  BRL: 2,
  MXN: 2,
  AED: 2,
  SAR: 2,
  ILS: 2,
  TRY: 2,
  JPY: 0,
  KRW: 0,
  VND: 0,
  CLP: 0,
  ISK: 0,
  UGX: 0,
  XAF: 0,
  XOF: 0,
  PYG: 0,
  RWF: 0,
  KWD: 3,
  BHD: 3,
  OMR: 3,
  JOD: 3,
  TND: 3,
} as const;

export type Currency = keyof typeof places;
export const currencies = Object.keys(places) as Currency[];

export function isCurrency(code: string): code is Currency {
  return Object.hasOwn(places, code);
}

/** Decimal places of a currency's minor unit: 2 for CNY, 0 for JPY, 3 for KWD. */
export function minorPlaces(currency: Currency): number {
  return places[currency];
}
