import { parseAmount } from "#app/domain/money/amount.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { longMoment, mediumDate } from "#app/i18n/dates.ts";
import { translator } from "#app/i18n/instances.server.ts";
import { dateFormat } from "#app/i18n/intl.ts";
import type { Locale } from "#app/i18n/locale.ts";
import { sum } from "#app/i18n/money.ts";
import { sentences } from "#app/i18n/sentences.ts";

/** How the paper of everything held writes what the JSON file has for machines. */
export interface HeldText {
  readonly say: (key: string, values?: Readonly<Record<string, string>>) => string;
  /** A day, a moment on the portfolio's clock, anything else as it is; – for nothing. */
  readonly plain: (value: unknown) => string;
  /** Decimal text in major units, with its thousands marked. */
  readonly amount: (value: unknown) => string;
  /** What people call a language, of its tag, and a time zone. */
  readonly language: (tag: unknown) => string;
  readonly zoneName: (zone: string) => string;
  /** One after the other, as the language sets them. */
  readonly beside: (...parts: readonly string[]) => string;
}

export function heldText(
  { currency, timeZone }: { readonly currency: Currency; readonly timeZone: string },
  locale: Locale,
): HeldText {
  const plain = (value: unknown): string => {
    if (value === null || value === undefined) return "–";
    const text = String(value);
    if (/^\d{4}-\d\d-\d\dT/.test(text)) return longMoment(Date.parse(text), timeZone, locale);
    return /^\d{4}-\d\d-\d\d$/.test(text) ? mediumDate(calendarDate(text), locale) : text;
  };
  return {
    say: translator(locale, "debtor") as unknown as HeldText["say"],
    plain,
    amount: (value) => {
      const minor = typeof value === "string" ? parseAmount(value, currency) : null;
      return typeof minor === "bigint" ? sum(minor, currency, locale) : plain(value);
    },
    language: (tag) =>
      typeof tag === "string"
        ? (new Intl.DisplayNames([locale], { type: "language" }).of(tag) ?? tag)
        : plain(tag),
    zoneName: (zone) => nameOfZone(zone, locale),
    beside: (...parts) => sentences(parts, locale),
  };
}

function nameOfZone(timeZone: string, locale: Locale): string {
  const options = { timeZone, timeZoneName: "longGeneric" } as const;
  const parts = dateFormat(locale, options).formatToParts(0);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}
