import { type CalendarDate, parseDate } from "./date.ts";
import { parseDecimal, type Rational, zero } from "./rational.ts";
import { err, ok, type Result } from "./result.ts";

/** Why a document is refused: a stable code, a sentence, and the JSON path of the first fault. */
export interface DocumentFault {
  readonly code: string;
  readonly message: string;
  readonly path: string;
}

/** One value of an untrusted document, where it stands, and the document's first fault so far. */
export interface Field {
  readonly value: unknown;
  readonly path: string;
  readonly faults: { first: DocumentFault | null };
}

/**
 * A document to be read field by field. Every reader below answers a harmless value after a fault,
 * so that reading goes on without branches; look at `faults.first` before using what was read.
 */
export function documentField(value: unknown, path = ""): Field {
  return { value, path, faults: { first: null } };
}

/** Reads a whole document: what `read` makes of it, or its first fault. */
export function parseDocument<T>(
  value: unknown,
  read: (field: Field) => T,
): Result<T, DocumentFault> {
  const field = documentField(value);
  const made = read(field);
  return field.faults.first === null ? ok(made) : err(field.faults.first);
}

/** Notes a fault at a field, unless one was noted before. */
export function refuse(field: Field, code: string, message: string): void {
  field.faults.first ??= { code, message, path: field.path };
}

export const isAbsent = (field: Field): boolean =>
  field.value === undefined || field.value === null;

/** Reads a field, or answers `fallback` when it is absent or null. */
export function optional<T, U>(field: Field, fallback: U, read: (field: Field) => T): T | U {
  return isAbsent(field) ? fallback : read(field);
}

/** The fields of an object, by name; refuses other types and names that are not known. */
export function fieldsOf<Name extends string>(
  field: Field,
  known: readonly Name[],
): (name: Name) => Field {
  const { value } = field;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    refuseType(field, "not-an-object", "an object");
    return (name) => childOf(field, name, undefined);
  }
  for (const name of Object.keys(value)) {
    if (!(known as readonly string[]).includes(name)) {
      refuse(childOf(field, name, null), "unknown-field", "this field is not known");
    }
  }
  return (name) =>
    childOf(
      field,
      name,
      Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined,
    );
}

/** Reads every item of a list; a list is bounded so that no document can exhaust the reader. */
export function readList<T>(field: Field, most: number, read: (item: Field) => T): T[] {
  if (!Array.isArray(field.value)) {
    refuseType(field, "not-a-list", "a list");
    return [];
  }
  if (field.value.length > most) refuse(field, "too-many", `at most ${most} items are allowed`);
  const items = field.value.slice(0, most);
  return items.map((value, index) =>
    read({ value, path: `${field.path}[${index}]`, faults: field.faults }),
  );
}

/** Reads a text of 1 to `longest` characters. */
export function readText(field: Field, longest = 200): string {
  if (typeof field.value !== "string") {
    refuseType(field, "not-text", "a text in quotes");
    return "";
  }
  if (field.value === "") refuse(field, "empty-text", "this text must not be empty");
  if (field.value.length > longest) {
    refuse(field, "too-long", `at most ${longest} characters are allowed`);
  }
  return field.value;
}

/** Reads a whole number written as a JSON number. */
export function readInteger(field: Field, least: number, most: number): number {
  const { value } = field;
  if (typeof value !== "number" || !Number.isInteger(value)) {
    refuseType(field, "not-an-integer", "a whole number without quotes");
    return least;
  }
  if (value < least || value > most) {
    refuse(field, "out-of-range", `expected a whole number from ${least} to ${most}`);
    return least;
  }
  return value;
}

export function readChoice<T extends string>(field: Field, choices: readonly T[]): T {
  const text = readText(field);
  const found = choices.find((choice) => choice === text);
  if (found === undefined) refuse(field, "unknown-value", `expected one of ${choices.join(", ")}`);
  return found ?? (choices[0] as T);
}

/** No plan that starts by then runs past the last year that a calendar date can hold. */
const latestDate = "2199-12-31";

export function readDate(field: Field): CalendarDate {
  const date = parseDate(readText(field));
  if (date === null) refuse(field, "not-a-date", "expected a date that exists, as YYYY-MM-DD");
  else if (date > latestDate) refuse(field, "out-of-range", `expected a date to ${latestDate}`);
  return date ?? (latestDate as CalendarDate);
}

/** Reads a decimal in quotes from 0 to `most`; exponents, signs and separators are refused. */
export function readDecimal(field: Field, most: bigint): Rational {
  const value = parseDecimal(readText(field));
  if (value === null) {
    refuse(field, "not-a-decimal", 'expected a plain decimal in quotes, like "0.05"');
  } else if (value.num < 0n || value.num > most * value.den) {
    refuse(field, "out-of-range", `expected a decimal from 0 to ${most}`);
  }
  return value ?? zero;
}

/** Reads a share: a decimal from 0 to 1. */
export const readShare = (field: Field): Rational => readDecimal(field, 1n);

function refuseType(field: Field, code: string, expected: string): void {
  if (isAbsent(field))
    refuse(field, "missing-field", `this field is missing; expected ${expected}`);
  else refuse(field, code, `expected ${expected}`);
}

/** The path of a field inside another; names that are not plain words stand in brackets. */
function childOf(parent: Field, name: string, value: unknown): Field {
  const isWord = /^[A-Za-z_$][\w$]{0,99}$/.test(name);
  const step = isWord ? name : `[${JSON.stringify(name.slice(0, 100))}]`;
  const path = parent.path !== "" && isWord ? `${parent.path}.${step}` : parent.path + step;
  return { value, path, faults: parent.faults };
}
