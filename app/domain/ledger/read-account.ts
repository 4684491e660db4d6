import type { HoldEffectTable } from "../holds/default-effects.ts";
import { readHold } from "../holds/read-hold.ts";
import { noInterest, readTerms } from "../interest/read-terms.ts";
import { componentNames } from "../money/components.ts";
import type { Currency } from "../money/currency.ts";
import { readAmount, readComponents, readCurrency } from "../money/read-amount.ts";
import {
  type Field,
  fieldsOf,
  optional,
  readDate,
  readList,
  readText,
} from "../primitives/reader.ts";
import type { AccountState } from "./account.ts";
import { readMovement } from "./read-movement.ts";

const names = [
  "accountRef",
  "currency",
  "asOf",
  "components",
  "minimumDue",
  "delinquentSince",
  "product",
  "interest",
  "movements",
  "holds",
] as const;

/** Reads `account` of a quote (interfaces.md §5): a snapshot, its movements and its holds. */
export function readAccount(field: Field, effects: HoldEffectTable): AccountState {
  const fieldOf = fieldsOf(field, names);
  const accountRef = readText(fieldOf("accountRef"), 100);
  const currency = readCurrency(fieldOf("currency"));
  const asOf = readDate(fieldOf("asOf"));
  const opening = readOpening(fieldOf("components"), currency);
  const amount = (f: Field) => readAmount(f, currency);
  const movement = (f: Field) => readMovement(f, currency);
  const hold = (f: Field) => readHold(f, effects);
  return {
    accountRef,
    currency,
    asOf,
    opening,
    minimumDueMinor: optional(fieldOf("minimumDue"), 0n, amount),
    delinquentSince: optional(fieldOf("delinquentSince"), null, readDate),
    product: optional(fieldOf("product"), null, (f) => readText(f, 100)),
    interest: optional(fieldOf("interest"), noInterest, (f) => readTerms(f, currency)),
    movements: optional(fieldOf("movements"), [], (f) => readList(f, 2_000, movement)),
    holds: optional(fieldOf("holds"), [], (f) => readList(f, 200, hold)),
  };
}

/** The account's currency, known before the rest because the policy takes it over. */
export function readAccountCurrency(field: Field): Currency {
  if (typeof field.value !== "object" || field.value === null) return "CNY";
  const apart: Field = { ...field, faults: { first: null } };
  return readCurrency(fieldsOf(apart, names)("currency"));
}

function readOpening(field: Field, currency: Currency): AccountState["opening"] {
  const fieldOf = fieldsOf(field, componentNames);
  return readComponents(fieldOf, currency, ["principal"]);
}
