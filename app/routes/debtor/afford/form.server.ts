import { z } from "zod";
import type { Currency } from "#app/domain/money/currency.ts";
import type { AffordabilityStatement } from "#app/domain/plans/offer.ts";
import { incomeKinds } from "#app/domain/plans/statement.ts";
import { spendingKinds } from "#app/domain/policy/guideline-rule.ts";
import { moneyOrNothing } from "#app/http/form-fields.server.ts";

/** A sum for every kind of income and spending, each of which may be left empty. */
export function affordForm(currency: Currency) {
  const money = moneyOrNothing(currency);
  const sums = Object.fromEntries([...incomeKinds, ...spendingKinds].map((kind) => [kind, money]));
  return z.object({ adults: heads(1), children: heads(0), sums: z.object(sums) });
}

type Answers = z.output<ReturnType<typeof affordForm>>;

/** The statement as it is saved. */
export function statementOf({ sums }: Answers): AffordabilityStatement {
  const lines = (kinds: readonly string[]) =>
    kinds.map((kind) => ({ kind, monthlyMinor: sums[kind] ?? 0n }));
  return { income: lines(incomeKinds), spending: lines(spendingKinds) };
}

/** How many people; what is beyond a large family is a slip of the pen. */
function heads(least: number) {
  return z
    .string("required")
    .transform((text) => text.normalize("NFKC").trim())
    .pipe(z.string().regex(/^\d{1,2}$/, "not-a-number"))
    .transform(Number)
    .pipe(z.number().min(least, "not-a-number").max(20, "too-large"));
}
