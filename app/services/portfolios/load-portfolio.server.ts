import type { Queryable, Tx } from "#app/db/database.server.ts";
import { findPortfolio, type PortfolioRow } from "#app/db/stores/portfolios.server.ts";
import { type Currency, isCurrency } from "#app/domain/money/currency.ts";
import { calendarWith } from "#app/domain/plans/calendar.ts";
import type { WorkingCalendar } from "#app/domain/plans/offer.ts";
import type { Policy } from "#app/domain/policy/policy.ts";
import { parsePolicy } from "#app/domain/policy/read-policy.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { Brand } from "./brand.server.ts";
import { holidayCalendar } from "./holiday-calendar.server.ts";

/** A portfolio with its policy read and its calendar at hand. */
export interface Portfolio {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly currency: Currency;
  readonly locale: string;
  readonly timeZone: string;
  readonly brand: Brand;
  readonly policy: Policy;
  readonly policyVersion: number;
  readonly paymentMethods: readonly string[];
  readonly codeAlways: boolean;
  readonly calendar: WorkingCalendar;
}

/**
 * The portfolio with this id; asserts that it exists, for ids come from rows that point to it. A
 * transaction reads it once: one that books a payment asks for it at every step.
 */
export function loadPortfolio(db: Queryable, id: string): Promise<Portfolio> {
  if (!isTransaction(db)) return read(db, id);
  const known = seenIn.get(db) ?? new Map<string, Promise<Portfolio>>();
  seenIn.set(db, known);
  const found = known.get(id) ?? read(db, id);
  known.set(id, found);
  return found;
}

const seenIn = new WeakMap<Tx, Map<string, Promise<Portfolio>>>();

function isTransaction(db: Queryable): db is Tx {
  return "client" in db;
}

async function read(db: Queryable, id: string): Promise<Portfolio> {
  const row = await findPortfolio(db, id);
  assert(row !== null, `no portfolio ${id}`);
  return readPortfolio(row);
}

/** A row as a portfolio; the policy was checked when it was stored. */
export function readPortfolio(row: PortfolioRow): Portfolio {
  const { currency, timeZone } = row;
  assert(isCurrency(currency), `portfolio ${row.code} has a known currency`);
  const brand = row.brand as Brand;
  return {
    ...row,
    currency,
    brand,
    policy: policyOf(row, currency, timeZone),
    calendar: calendarWith(
      holidayCalendar(brand.country),
      new Map(Object.entries(row.calendarDays ?? {})),
    ),
  };
}

const policies = new Map<string, Policy>();

/** Read once for each version; a version's document never changes. */
function policyOf(row: PortfolioRow, currency: Currency, timeZone: string): Policy {
  const key = `${row.id}:${row.policyVersion}`;
  const known = policies.get(key);
  if (known) return known;
  const policy = parsePolicy(row.policy, { currency, timeZone });
  assert(policy.ok, `portfolio ${row.code} has a valid policy`);
  policies.set(key, policy.value);
  return policy.value;
}
