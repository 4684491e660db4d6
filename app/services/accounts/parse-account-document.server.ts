import { readTerms } from "#app/domain/interest/read-terms.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import { documentField } from "#app/domain/primitives/reader.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import type { AccountInput, TermsDocument } from "../imports/account-input.ts";
import type { Cells } from "../imports/cells.server.ts";
import { parseAccountRow, type RowHouse } from "../imports/parse-account-row.server.ts";

type Maybe<T> = T | null | undefined;

/** An account as the API writes it (interfaces.md §6); its form has been checked. */
export interface AccountDocument {
  readonly debtor: Readonly<Record<string, Maybe<string>>> & { readonly ref: string };
  readonly currency?: Maybe<string>;
  readonly asOf: string;
  readonly components: Readonly<Record<string, Maybe<string>>>;
  readonly minimumDue?: Maybe<string>;
  readonly interest?: Maybe<TermsDocument>;
  readonly delinquentSince?: Maybe<string>;
  readonly product?: Maybe<string>;
  readonly cardLast4?: Maybe<string>;
  readonly originalCreditor?: Maybe<string>;
  readonly openedOn?: Maybe<string>;
  readonly chargeOffOn?: Maybe<string>;
  readonly lastStatementOn?: Maybe<string>;
  readonly itemisation?: Maybe<Readonly<Record<string, Maybe<string>>>>;
  readonly flags?: Maybe<readonly string[]>;
  readonly status?: Maybe<"open" | "recalled" | "closed">;
  readonly jointDebtors?: Maybe<readonly string[]>;
  readonly appliedThrough?: Maybe<number>;
}

/** A fault of a document: a key, and the JSON path where it stands. */
export interface DocumentRefusal {
  readonly path: string;
  readonly code: string;
}

/**
 * Reads an account of the API by the very rules of a file's row, so that the two never differ, and
 * answers faults by their JSON path.
 */
export function parseAccountDocument(
  ref: string,
  document: AccountDocument,
  house: RowHouse,
): Result<AccountInput, readonly DocumentRefusal[]> {
  const terms = readInterest(document.interest ?? null, house.currency);
  const row = parseAccountRow(cellsOf(ref, document, house.currency), house);
  if (!terms.ok || !row.ok) {
    const faults = row.ok ? [] : row.error.map((fault) => refusalOf(fault.column, fault.reason));
    return err(terms.ok ? faults : [...faults, terms.error]);
  }
  const jointDebtorRefs = document.jointDebtors ?? null;
  return ok({
    ...row.value,
    terms: terms.value,
    status: document.status ?? null,
    jointDebtorRefs: jointDebtorRefs && [...new Set(jointDebtorRefs)],
  });
}

function readInterest(
  document: TermsDocument | null,
  currency: Currency,
): Result<TermsDocument | null, DocumentRefusal> {
  if (document === null) return ok(null);
  const field = documentField(document, "interest");
  readTerms(field, currency);
  const fault = field.faults.first;
  return fault === null ? ok(document) : err({ path: fault.path, code: fault.code });
}

/** Where the value of each column stands in the document. */
const places = {
  account_ref: "accountRef",
  debtor_ref: "debtor.ref",
  debtor_name: "debtor.name",
  date_of_birth: "debtor.dateOfBirth",
  id_last4: "debtor.idLast4",
  postcode: "debtor.postcode",
  phone: "debtor.phone",
  email: "debtor.email",
  address: "debtor.address",
  locale: "debtor.locale",
  time_zone: "debtor.timeZone",
  currency: "currency",
  as_of: "asOf",
  principal: "components.principal",
  interest: "components.interest",
  penalty: "components.penalty",
  fees: "components.fees",
  costs: "components.costs",
  minimum_due: "minimumDue",
  delinquent_since: "delinquentSince",
  product: "product",
  card_last4: "cardLast4",
  original_creditor: "originalCreditor",
  opened_on: "openedOn",
  charge_off_on: "chargeOffOn",
  last_statement_on: "lastStatementOn",
  itemisation_on: "itemisation.on",
  itemisation_amount: "itemisation.amount",
  payments_since: "itemisation.payments",
  credits_since: "itemisation.credits",
  applied_through: "appliedThrough",
} as const;

const otherPlaces: Readonly<Record<string, string>> = {
  ...places,
  joint_debtor_ref: "jointDebtors",
  flags: "flags",
};

/** The JSON path of a column's fault. */
export function refusalOf(column: string, code: string): DocumentRefusal {
  return { path: otherPlaces[column] ?? column, code };
}

function cellsOf(ref: string, document: AccountDocument, currency: Currency): Cells {
  const whole = { ...document, accountRef: ref, currency: document.currency ?? currency };
  const cells = new Map([["flags", (document.flags ?? []).join(" ")]]);
  for (const [column, path] of Object.entries(places)) {
    const value = path.split(".").reduce<unknown>(partOf, whole);
    if (value !== null && value !== undefined) cells.set(column, String(value));
  }
  return cells;
}

function partOf(value: unknown, name: string): unknown {
  return value === null || value === undefined ? null : (value as Record<string, unknown>)[name];
}
