import { z } from "zod";
import type { Currency } from "#app/domain/money/currency.ts";
import { readTypedAmount } from "#app/domain/money/typed-amount.ts";
import { type CalendarDate, parseDate } from "#app/domain/primitives/date.ts";

/**
 * Fields as people type them, for the schemas of `readForm`. What is wrong is a key of `reason` in
 * common.json. Full-width digits and the spaces of a phone's keyboard are read as meant.
 */

/** A sum above zero as minor units: "1,200", "¥1200.50", "１２００". */
export function moneyText(currency: Currency) {
  return z.string("required").transform((text, context): bigint => {
    const amount = readTypedAmount(text, currency);
    if (typeof amount === "bigint") return amount;
    context.addIssue({ code: "custom", message: amount });
    return z.NEVER;
  });
}

/** A sum of zero or more as minor units; nothing typed is nothing. */
export function moneyOrNothing(currency: Currency) {
  return z
    .string()
    .optional()
    .transform((text = "", context): bigint => {
      if (/^[¥$£€]?0*(\.0*)?元?$/.test(plain(text))) return 0n;
      const amount = readTypedAmount(text, currency);
      if (typeof amount === "bigint") return amount;
      context.addIssue({ code: "custom", message: amount });
      return z.NEVER;
    });
}

/** Year and month of a `DateField` without day, as "2026-08"; nothing typed is null. */
export function monthParts() {
  const part = z.string().optional();
  return z
    .object({ year: part, month: part })
    .optional()
    .transform((typed, context): string | null => {
      const { year = "", month = "" } = typed ?? {};
      if (plain(year) === "" && plain(month) === "") return null;
      const date = readDate(year, month, "01");
      if (date) return date.slice(0, 7);
      context.addIssue({ code: "custom", message: "not-a-month" });
      return z.NEVER;
    });
}

/** Lines of text that may be left empty, trimmed. */
export function maybeText(longest: number) {
  return z
    .string()
    .optional()
    .transform((typed = "", context): string => {
      const text = typed.normalize("NFC").trim();
      if (text.length > longest) context.addIssue({ code: "custom", message: "too-long" });
      return text;
    });
}

/** A box that may be ticked. */
export function maybeTicked() {
  return z
    .literal("yes")
    .optional()
    .transform((value) => value === "yes");
}

/** Year, month and day of `DateField`; the error stands under the field as a whole. */
export function dateParts() {
  const part = z.string().optional();
  return z
    .object({ year: part, month: part, day: part }, "required")
    .transform(({ year, month, day }, context): CalendarDate => {
      const date = readDate(year, month, day);
      if (date) return date;
      const message = year || month || day ? "not-a-date" : "required";
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    });
}

/** A one-time code that was sent: six digits, spaces and width aside. */
export function sentCode() {
  return z
    .string("required")
    .transform(plain)
    .pipe(z.string().regex(/^\d{6}$/, "code-form"));
}

/** A line of text, trimmed. */
export function line(longest: number) {
  return z
    .string("required")
    .transform((text) => text.normalize("NFC").trim())
    .pipe(z.string().min(1, "required").max(longest, "too-long"));
}

/** A box that must have been ticked. */
export function ticked() {
  return z.literal("yes", "required");
}

/** One of the options that the page offered. */
export function oneOf<const T extends readonly [string, ...string[]]>(options: T) {
  return z.enum(options, "choose");
}

/** A day as YYYY-MM-DD, or nothing: null. Refuses with `not-a-date`. */
export function dayOrNothing() {
  return z
    .string()
    .trim()
    .optional()
    .transform((text, context) => {
      if (text === undefined || text === "") return null;
      const date = parseDate(text);
      if (date === null) context.addIssue({ code: "custom", message: "not-a-date" });
      return date;
    });
}

function readDate(year = "", month = "", day = ""): CalendarDate | null {
  const parts = [plain(year), plain(month).padStart(2, "0"), plain(day).padStart(2, "0")];
  return parseDate(parts.join("-"));
}

/** NFKC turns full-width digits and signs into plain ones. */
function plain(text: string): string {
  return text.normalize("NFKC").replace(/\s/g, "");
}
