import { noInterest, readTerms } from "#app/domain/interest/read-terms.ts";
import type { InterestTerms } from "#app/domain/interest/terms.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { documentField } from "#app/domain/primitives/reader.ts";

/** The interest terms of a stored account; they were checked when they came in. Null: none. */
export function storedTerms(document: unknown, currency: Currency): InterestTerms {
  if (document === null) return noInterest;
  const field = documentField(document);
  const terms = readTerms(field, currency);
  assert(field.faults.first === null, "stored interest terms are valid");
  return terms;
}
