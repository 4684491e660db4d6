import { z } from "zod";
import { parseAmount } from "#app/domain/money/amount.ts";
import type { AccountListWish } from "#app/services/reading/staff-accounts.server.ts";

/** Whole days of a filter; what is no number narrows nothing. */
const days = z.coerce.number().int().min(0).max(100_000).nullable().catch(null);
const text = z.string().trim().max(200).catch("");

const filters = z.object({
  q: text,
  portfolio: text,
  status: z.enum(["open", "recalled", "closed", "any"]).catch("open"),
  days: z.preprocess((value) => (value === "" || value === undefined ? null : value), days),
  min: text,
  max: text,
  sort: z.enum(["overdue", "balance"]).catch("overdue"),
  after: text,
});

/** The list that an address asks for. A filter that cannot be read is left out, never refused. */
export function readFilters(url: URL): AccountListWish {
  const given = filters.parse(Object.fromEntries(url.searchParams));
  return {
    query: given.q,
    portfolio: given.portfolio || null,
    status: given.status === "any" ? null : given.status,
    leastDays: given.days,
    leastMinor: amountOf(given.min),
    mostMinor: amountOf(given.max),
    sort: given.sort,
    after: given.after || null,
  };
}

/** In hundredths, as nearly every currency has them: a filter narrows, it does not account. */
function amountOf(typed: string): bigint | null {
  const amount = parseAmount(typed.replaceAll(",", ""), "CNY");
  return typeof amount === "bigint" ? amount : null;
}
