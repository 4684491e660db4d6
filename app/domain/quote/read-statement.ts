import type { Currency } from "../money/currency.ts";
import { readAmount } from "../money/read-amount.ts";
import type { AffordabilityStatement, StatementLine } from "../plans/offer.ts";
import { type Field, fieldsOf, optional, readList, readText } from "../primitives/reader.ts";

/** Reads `affordability`: income and spending by category, amounts a month. */
export function readStatement(field: Field, currency: Currency): AffordabilityStatement {
  const fieldOf = fieldsOf(field, ["income", "spending"] as const);
  const lines = (f: Field) => readList(f, 200, (item) => readLine(item, currency));
  return {
    income: optional(fieldOf("income"), [], lines),
    spending: optional(fieldOf("spending"), [], lines),
  };
}

function readLine(field: Field, currency: Currency): StatementLine {
  const fieldOf = fieldsOf(field, ["kind", "monthly"] as const);
  return {
    kind: readText(fieldOf("kind"), 100),
    monthlyMinor: readAmount(fieldOf("monthly"), currency),
  };
}
