import { parseAmount } from "#app/domain/money/amount.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import { type CalendarDate, parseDate } from "#app/domain/primitives/date.ts";
import type { RowFault } from "./account-input.ts";

/** The cells of one row by column; one that is absent is undefined. A Map of texts is such. */
export interface Cells {
  get(column: string): string | undefined;
}

/**
 * Reads the cells of one row. Each reader notes its fault and answers a harmless value, so that a
 * row is read to its end and every fault of it is reported.
 */
export class RowReader {
  readonly faults: RowFault[] = [];

  constructor(private readonly cells: Cells) {}

  fault(column: string, reason: string): void {
    if (this.faults.length < 20) this.faults.push({ column, reason });
  }

  /** Null when blank. Line breaks are kept; other control characters are refused. */
  text(column: string, longest: number): string | null {
    const text = (this.cells.get(column) ?? "").trim();
    if (text === "") return null;
    if (text.length > longest) this.fault(column, "too-long");
    if (!plain.test(text) && unprintable.test(text)) this.fault(column, "control-characters");
    return text;
  }

  required(column: string, longest: number): string {
    const text = this.text(column, longest);
    if (text === null) this.fault(column, "missing-value");
    return text ?? "";
  }

  /** Minor units, 0 or more; null when blank. */
  amount(column: string, currency: Currency): bigint | null {
    const text = this.text(column, 60);
    if (text === null) return null;
    const minor = parseAmount(text, currency);
    if (typeof minor !== "bigint") {
      this.fault(column, amountReasons[minor]);
      return 0n;
    }
    if (minor < 0n) this.fault(column, "negative-amount");
    return minor;
  }

  date(column: string): CalendarDate | null {
    const text = this.text(column, 60);
    if (text === null) return null;
    const date = knownDate(text);
    if (date === null) this.fault(column, "not-a-date");
    else if (date > "2199-12-31") this.fault(column, "date-out-of-range");
    return date;
  }

  /** A whole number without sign, to `most`. */
  integer(column: string, least: bigint, most: bigint): bigint | null {
    const text = this.text(column, 60);
    if (text === null) return null;
    const value = /^\d{1,18}$/.test(text) ? BigInt(text) : null;
    if (value === null) this.fault(column, "not-an-integer");
    else if (value < least || value > most) this.fault(column, "out-of-range");
    return value;
  }

  /** A text of one form, such as four digits. */
  form(column: string, pattern: RegExp, reason: string): string | null {
    const text = this.text(column, 200);
    if (text !== null && !pattern.test(text)) this.fault(column, reason);
    return text;
  }
}

const knownDates = new Map<string, CalendarDate | null>();

/** Rows repeat their dates: few are parsed more than once. */
function knownDate(text: string): CalendarDate | null {
  const known = knownDates.get(text);
  if (known !== undefined) return known;
  const date = parseDate(text);
  if (knownDates.size < 5_000) knownDates.set(text, date);
  return date;
}

const amountReasons = {
  "not-an-amount": "not-an-amount",
  "too-fine": "amount-too-fine",
  "too-large": "amount-too-large",
} as const;

/** Most cells are nothing else, and need no closer look. */
const plain = /^[ -~]*$/;

/** Control characters but tab and line breaks, half characters, and what turns text around. */
const unprintable = /(?![\t\n\r\u061c\u200e\u200f])[\p{Cc}\p{Cs}\p{Bidi_Control}\ufffd]/u;
