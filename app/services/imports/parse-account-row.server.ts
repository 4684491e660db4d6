import { readTerms } from "#app/domain/interest/read-terms.ts";
import type { Components } from "#app/domain/money/components.ts";
import { type Currency, isCurrency } from "#app/domain/money/currency.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { documentField } from "#app/domain/primitives/reader.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { isTimeZone } from "#app/domain/primitives/zone.ts";
import { dialledNumber } from "../debtors/phone.server.ts";
import type { AccountInput, DebtorInput, RowFault, TermsDocument } from "./account-input.ts";
import { type Cells, RowReader } from "./cells.server.ts";

/** What a row is read against: its portfolio, and the last day that a statement may bear. */
export interface RowHouse {
  readonly currency: Currency;
  readonly country: string;
  /** The portfolio's tomorrow: a system of record may be a time zone ahead. */
  readonly latestAsOf: CalendarDate;
}

/** Reads a row of an account file (interfaces.md §4), or answers every fault of it. */
export function parseAccountRow(
  cells: Cells,
  house: RowHouse,
): Result<AccountInput, readonly RowFault[]> {
  const row = new RowReader(cells);
  const { currency } = house;
  readCurrencyOf(row, house);
  const input: AccountInput = {
    ref: row.required("account_ref", 100),
    debtor: readDebtor(row, house),
    currency,
    ...readSnapshot(row, house),
    terms: readTermsOf(row, currency),
    product: row.text("product", 100),
    cardLast4: row.form("card_last4", /^\d{4}$/, "not-four-digits"),
    originalCreditor: row.text("original_creditor", 200),
    openedOn: row.date("opened_on"),
    chargeOffOn: row.date("charge_off_on"),
    lastStatementOn: row.date("last_statement_on"),
    itemisation: {
      on: row.date("itemisation_on"),
      amountMinor: row.amount("itemisation_amount", currency),
      paymentsMinor: row.amount("payments_since", currency),
      creditsMinor: row.amount("credits_since", currency),
    },
    flags: readFlags(row),
    status: null,
    jointDebtorRefs: readJoint(row),
  };
  return row.faults.length === 0 ? ok(input) : err(row.faults);
}

/** The balance of a row: what an account file and a balance file have in common. */
export function readSnapshot(row: RowReader, house: RowHouse) {
  const asOf = row.date("as_of");
  if (asOf === null && row.text("as_of", 60) === null) row.fault("as_of", "missing-value");
  if (asOf !== null && asOf > house.latestAsOf) row.fault("as_of", "date-in-future");
  const delinquentSince = row.date("delinquent_since");
  if (asOf !== null && delinquentSince !== null && delinquentSince > asOf) {
    row.fault("delinquent_since", "after-as-of");
  }
  return {
    asOf: asOf ?? house.latestAsOf,
    components: readComponents(row, house.currency),
    minimumDueMinor: row.amount("minimum_due", house.currency) ?? 0n,
    delinquentSince,
    appliedThrough: row.integer("applied_through", 0n, 10n ** 15n),
  };
}

function readComponents(row: RowReader, currency: Currency): Components {
  const principal = row.amount("principal", currency);
  if (principal === null) row.fault("principal", "missing-value");
  return {
    principal: principal ?? 0n,
    interest: row.amount("interest", currency) ?? 0n,
    penalty: row.amount("penalty", currency) ?? 0n,
    fees: row.amount("fees", currency) ?? 0n,
    costs: row.amount("costs", currency) ?? 0n,
  };
}

/** Blank only where the column may be: a portfolio has one currency. */
export function readCurrencyOf(row: RowReader, house: RowHouse, mayBeBlank = false): void {
  const code = mayBeBlank ? row.text("currency", 10) : row.required("currency", 10);
  if (code === null || code === "") return;
  if (!isCurrency(code)) row.fault("currency", "unknown-currency");
  else if (code !== house.currency) row.fault("currency", "currency-mismatch");
}

function readDebtor(row: RowReader, house: RowHouse): DebtorInput {
  const dateOfBirth = row.date("date_of_birth");
  if (dateOfBirth !== null && dateOfBirth > house.latestAsOf) {
    row.fault("date_of_birth", "date-in-future");
  }
  return {
    ref: row.required("debtor_ref", 100),
    name: row.required("debtor_name", 200),
    dateOfBirth,
    idLast4: row.form("id_last4", /^\d{3}[\dXx]$/, "not-four-digits")?.toUpperCase() ?? null,
    postcode: row.form("postcode", /^[\p{L}\p{N} -]{2,16}$/u, "not-a-postcode"),
    phone: readPhone(row, house.country),
    email: row.form("email", emailForm, "not-an-email"),
    address: row.text("address", 500),
    locale: readKnown(row, "locale", canonicalLocale, "unknown-locale"),
    timeZone: readKnown(row, "time_zone", knownZone, "unknown-time-zone"),
  };
}

/** One address, and nothing that a mail header could take for more. */
const emailForm = /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"]+\.[^\s@<>()[\]\\,;:".]+$/;

function readPhone(row: RowReader, country: string): string | null {
  const text = row.text("phone", 60);
  if (text === null) return null;
  const dialled = dialledNumber(text, country);
  if (dialled === null) row.fault("phone", "not-a-phone");
  return dialled;
}

const none: readonly string[] = [];
const flagForm = /^[a-z0-9][a-z0-9-]{0,49}$/;

function readFlags(row: RowReader): readonly string[] {
  const text = row.text("flags", 500);
  if (text === null) return none;
  const flags = listOf(text);
  if (!flags.every((flag) => flagForm.test(flag))) row.fault("flags", "not-a-flag");
  return [...new Set(flags)];
}

/** Several references are set apart by semicolons or bars. */
function readJoint(row: RowReader): string[] | null {
  const text = row.text("joint_debtor_ref", 500);
  if (text === null) return null;
  const refs = text.split(/[;|]/).map((ref) => ref.trim());
  const own = row.text("debtor_ref", 100);
  if (own !== null && refs.includes(own)) row.fault("joint_debtor_ref", "joint-debtor-is-debtor");
  return [...new Set(refs.filter((ref) => ref !== ""))];
}

function listOf(text: string | null): string[] {
  return text === null ? [] : text.split(/[\s;|,]+/).filter((part) => part !== "");
}

const termColumns = ["day_count", "accrues_on", "compounding", "statement_day"] as const;

/** Rates and their rules go through the same reader as a quote's; rows repeat them. */
function readTermsOf(row: RowReader, currency: Currency): TermsDocument | null {
  const daily = row.text("daily_rate", 60);
  const annual = row.text("annual_rate", 60);
  const [dayCount, accruesOn, compounding, statementDay] = termColumns.map((column) =>
    row.text(column, 100),
  );
  if (daily === null && annual === null) return null;
  const key = [currency, daily, annual, dayCount, accruesOn, compounding, statementDay].join("\t");
  let known = knownTerms.get(key);
  if (known === undefined) {
    known = checkTerms(
      {
        ...(daily === null ? {} : { dailyRate: daily }),
        ...(annual === null ? {} : { annualRate: annual }),
        ...(dayCount ? { dayCount } : {}),
        ...(accruesOn ? { accruesOn: listOf(accruesOn) } : {}),
        ...(compounding ? { compounding } : {}),
        ...(statementDay ? { statementDay: wholeNumber(statementDay) } : {}),
      },
      currency,
    );
    if (knownTerms.size < 10_000) knownTerms.set(key, known);
  }
  if (!known.ok) row.fault(known.error.column, known.error.reason);
  return known.ok ? known.value : null;
}

const knownTerms = new Map<string, Result<TermsDocument, RowFault>>();

function checkTerms(document: TermsDocument, currency: Currency): Result<TermsDocument, RowFault> {
  const field = documentField(document);
  readTerms(field, currency);
  const fault = field.faults.first;
  if (fault === null) return ok(document);
  const name = fault.path.split(/[.[]/)[0] ?? "";
  const column = columnOfTerm[name] ?? "daily_rate";
  return err({ column, reason: fault.code === "missing-field" ? "missing-value" : fault.code });
}

const columnOfTerm: Readonly<Record<string, string>> = {
  dailyRate: "daily_rate",
  annualRate: "annual_rate",
  dayCount: "day_count",
  accruesOn: "accrues_on",
  compounding: "compounding",
  statementDay: "statement_day",
};

const wholeNumber = (text: string): number | string => (/^\d{1,2}$/.test(text) ? +text : text);

const known = new Map<string, string | null>();

/** Reads a value that few rows differ in, through a check that is too slow for each row. */
function readKnown(
  row: RowReader,
  column: "locale" | "time_zone",
  check: (text: string) => string | null,
  reason: string,
): string | null {
  const text = row.text(column, 60);
  if (text === null) return null;
  const key = `${column} ${text}`;
  let value = known.get(key);
  if (value === undefined) {
    value = check(text);
    if (known.size < 10_000) known.set(key, value);
  }
  if (value === null) row.fault(column, reason);
  return value;
}

function canonicalLocale(text: string): string | null {
  try {
    return Intl.getCanonicalLocales(text.replaceAll("_", "-"))[0] ?? null;
  } catch {
    return null;
  }
}

const knownZone = (text: string): string | null => (isTimeZone(text) ? text : null);
