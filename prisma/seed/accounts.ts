import { findAccountsByRef } from "#app/db/stores/accounts.server.ts";
import { addDays, type CalendarDate } from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import type { Cells } from "#app/services/imports/cells.server.ts";
import { parseAccountRow } from "#app/services/imports/parse-account-row.server.ts";
import { saveAccounts } from "#app/services/imports/save-accounts.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import type { Runtime } from "#app/services/ports.ts";
import { people } from "./people.ts";
import { peopleInCases } from "./people-in-cases.ts";
import type { SampleRow } from "./sample-row.ts";

const asOfDaysAgo = 3;

/** Brings in the people of a portfolio who are not there yet, by the same door as any file. */
export async function seedAccounts(runtime: Runtime, portfolio: Portfolio): Promise<void> {
  const today = dateInZone(runtime.clock.now(), portfolio.timeZone);
  const house = {
    currency: portfolio.currency,
    country: portfolio.brand.country,
    latestAsOf: today,
  };
  const inputs = [];
  const all = [...people, ...peopleInCases];
  for (const row of all.filter((one) => one.portfolio === portfolio.code)) {
    const there = await findAccountsByRef(runtime.db, [portfolio.id], row.account_ref);
    if (there.length > 0) continue;
    const parsed = parseAccountRow(cellsOf(row, today), house);
    if (!parsed.ok) throw new Error(`${row.account_ref}: ${JSON.stringify(parsed.error)}`);
    inputs.push(parsed.value);
  }
  const outcomes = await saveAccounts(runtime, portfolio, inputs);
  const refused = outcomes.filter(({ outcome }) => outcome !== "inserted");
  if (refused.length > 0) throw new Error(`refused: ${JSON.stringify(refused)}`);
}

/** Days before today become dates: a demo that is started next year is as overdue as today's. */
function cellsOf(row: SampleRow, today: CalendarDate): Cells {
  const { portfolio: _, daysOverdue, ...cells } = row;
  const on = (daysAgo: number) => addDays(today, -daysAgo);
  const all = {
    ...cells,
    as_of: on(asOfDaysAgo),
    delinquent_since: on(daysOverdue),
    last_statement_on: on(asOfDaysAgo + 14),
    itemisation_on: on(asOfDaysAgo + 14),
    itemisation_amount: row.principal,
    payments_since: "0",
    credits_since: "0",
  };
  return new Map(Object.entries(all).map(([name, value]) => [name, String(value)]));
}
