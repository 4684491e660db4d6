import { parseAmount } from "#app/domain/money/amount.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import { parseDate } from "#app/domain/primitives/date.ts";
import { longMoment, mediumDate } from "#app/i18n/dates.ts";
import { translator } from "#app/i18n/instances.server.ts";
import { dateFormat } from "#app/i18n/intl.ts";
import type { Locale } from "#app/i18n/locale.ts";
import { sum } from "#app/i18n/money.ts";
import { sentences } from "#app/i18n/sentences.ts";

/** How the paper of everything held writes what the JSON file has for machines. */
export interface HeldText {
  readonly say: (key: string, values?: Readonly<Record<string, string>>) => string;
  /** As it is held, so that what a person wrote stays their words; – for nothing. */
  readonly plain: (value: unknown) => string;
  /** Of a field of ours: a day, or a moment on the portfolio's clock; anything else as it is. */
  readonly date: (value: unknown) => string;
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
  const plain = (value: unknown) => String(value ?? "–");
  const date = (value: unknown): string => {
    const text = plain(value);
    const day = parseDate(text);
    if (day !== null) return mediumDate(day, locale);
    const at = momentForm.test(text) ? Date.parse(text) : Number.NaN;
    return Number.isNaN(at) ? text : longMoment(at, timeZone, locale);
  };
  return {
    say: translator(locale, "debtor") as unknown as HeldText["say"],
    plain,
    date,
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

/** As everything held writes a moment, and nothing after it. */
const momentForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

function nameOfZone(timeZone: string, locale: Locale): string {
  const options = { timeZone, timeZoneName: "longGeneric" } as const;
  const parts = dateFormat(locale, options).formatToParts(0);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}
