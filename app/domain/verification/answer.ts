import { parseDate } from "../primitives/date.ts";
import type { FactKind } from "./fact.ts";

/**
 * A fact in the one form in which answers and records are compared; null when it cannot be read
 * as such a fact. An unreadable answer is a mistake in a form: it is nobody's wrong answer and
 * counts towards no lock, whatever is on file.
 *
 * Full-width digits and letters, spaces and hyphens are forgiven; so are x and × for X.
 */
export function normaliseFact(kind: FactKind, text: string): string | null {
  const plain = text.normalize("NFKC").trim();
  if (kind === "dateOfBirth") return readDateOfBirth(plain);
  const bare = plain.replace(/[\s\p{Dash_Punctuation}]/gu, "").toUpperCase();
  if (kind === "postcode") return readPostcode(bare);
  if (kind === "cardLast4") return /^\d{4}$/.test(bare) ? bare : null;
  if (kind === "otherDigits") return /^\d{2,20}$/.test(bare) ? bare : null;
  const identity = bare.replaceAll("×", "X");
  return /^[0-9A-Z]{4}$/.test(identity) ? identity : null;
}

/** A date of birth from the three fields of the form, year first; null when it does not exist. */
export function dateOfBirthFrom(year: string, month: string, day: string): string | null {
  return normaliseFact("dateOfBirth", `${year.trim()}-${month.trim()}-${day.trim()}`);
}

/**
 * Whether an answer is the fact on file. Takes the same steps wherever the two differ, and for a
 * fact that is not on file (null): that is never a match.
 */
export function factMatches(kind: FactKind, given: string, onFile: string | null): boolean {
  const answer = normaliseFact(kind, given) ?? "";
  const record = onFile === null ? "" : (normaliseFact(kind, onFile) ?? "");
  let difference = answer.length === record.length ? 0 : 1;
  for (let at = 0; at < answer.length; at += 1) {
    difference |= answer.charCodeAt(at) ^ (record.charCodeAt(at) || 0);
  }
  return difference === 0 && answer !== "";
}

/** Year first in every language: 1990-04-05, 1990/4/5, 1990.4.5, 1990年4月5日, 19900405. */
function readDateOfBirth(text: string): string | null {
  const match =
    /^(\d{4})\s*[-/.年\s]\s*(\d{1,2})\s*[-/.月\s]\s*(\d{1,2})\s*日?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (!match) return null;
  const [, year, month, day] = match as unknown as [string, string, string, string];
  return parseDate(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
}

/** The first five digits name a US postcode: the four behind them are known to few people. */
function readPostcode(bare: string): string | null {
  if (/^\d{9}$/.test(bare)) return bare.slice(0, 5);
  return /^[0-9A-Z]{3,10}$/.test(bare) ? bare : null;
}
