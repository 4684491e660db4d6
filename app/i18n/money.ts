import { formatAmount } from "#app/domain/money/amount.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import { type DecimalText, numberFormat } from "./intl.ts";
import type { Locale } from "./locale.ts";

/** U+2212, as wide as a digit and not a hyphen. */
export const minusSign = "−";

/** A sum cut for display: "¥", "16,386", ".11". */
export interface MoneyParts {
  readonly sign: "" | "−" | "+";
  readonly symbol: string;
  readonly whole: string;
  /** With its decimal point; empty for a currency without minor places. */
  readonly fraction: string;
}

/** ¥16,386.11 and −¥320.00; exact, always with the currency's places. */
export function money(minor: bigint, currency: Currency, locale: Locale): string {
  const parts = moneyParts(minor, currency, locale);
  return `${parts.sign}${parts.symbol}${parts.whole}${parts.fraction}`;
}

/** 16,386.11 without a symbol, for tables that carry the unit in the head. */
export function sum(minor: bigint, currency: Currency, locale: Locale): string {
  const parts = moneyParts(minor, currency, locale);
  return `${parts.sign}${parts.whole}${parts.fraction}`;
}

/** The same with its sign always shown: +569.47, −2,000.00; 0.00 has none. */
export function signedSum(minor: bigint, currency: Currency, locale: Locale): string {
  return minor > 0n ? `+${sum(minor, currency, locale)}` : sum(minor, currency, locale);
}

/** As a sentence says it: 16,386.11元 in Chinese, ¥16,386.11 in English. */
export function moneyInText(minor: bigint, currency: Currency, locale: Locale): string {
  if (locale !== "zh-CN") return money(minor, currency, locale);
  return `${sum(minor, currency, locale)}${currencyWord(currency, locale)}`;
}

/** The unit for a table's head or a contract: 元 and ¥; 美元 and $. */
export function currencyWord(currency: Currency, locale: Locale): string {
  if (locale !== "zh-CN") return symbolOf(currency, locale);
  if (currency === "CNY") return "元";
  const options = { style: "currency", currency, currencyDisplay: "name" } as const;
  const parts = numberFormat(locale, options).formatToParts(1);
  return parts.find((part) => part.type === "currency")?.value ?? currency;
}

export function moneyParts(minor: bigint, currency: Currency, locale: Locale): MoneyParts {
  const text = formatAmount(minor < 0n ? -minor : minor, currency);
  const digits = numberFormat(locale, { minimumFractionDigits: text.split(".")[1]?.length ?? 0 });
  const [whole = "", fraction] = digits.format(text as DecimalText).split(".");
  return {
    sign: minor < 0n ? minusSign : "",
    symbol: symbolOf(currency, locale),
    whole,
    fraction: fraction === undefined ? "" : `.${fraction}`,
  };
}

function symbolOf(currency: Currency, locale: Locale): string {
  const options = { style: "currency", currency, currencyDisplay: "narrowSymbol" } as const;
  const parts = numberFormat(locale, options).formatToParts(1);
  return parts.find((part) => part.type === "currency")?.value ?? currency;
}

/** A currency by its own name: 人民币, US Dollar. */
export function currencyName(currency: Currency, locale: Locale): string {
  return new Intl.DisplayNames([locale], { type: "currency" }).of(currency) ?? currency;
}
