import { type DecimalText, numberFormat } from "./intl.ts";
import type { Locale } from "./locale.ts";

/** 12,486 */
export function count(value: number | bigint, locale: Locale): string {
  return numberFormat(locale, {}).format(value).replace("-", "−");
}

/**
 * A decimal text as a percentage, exact, without trailing zeros: "0.0599" → 5.99%, "0" → 0%,
 * "0.0005" → 0.05%.
 */
export function percent(decimal: string, locale: Locale): string {
  const format = numberFormat(locale, { style: "percent", maximumFractionDigits: 6 });
  return format.format(decimal as DecimalText).replace("-", "−");
}

/** A round number on an axis: 1.5万, 15,000. */
export function axisNumber(value: number, locale: Locale): string {
  const notation = locale === "zh-CN" ? "compact" : "standard";
  return numberFormat(locale, { notation, maximumFractionDigits: 2 }).format(value);
}

/** 340 KB, 2.4 MB */
export function fileSize(bytes: number, locale: Locale): string {
  const [value, unit] =
    bytes < 1_000_000 ? [Math.ceil(bytes / 1000), "kilobyte"] : [bytes / 1_000_000, "megabyte"];
  return numberFormat(locale, { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
}
