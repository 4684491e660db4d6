import { findAccountsByRef } from "#app/db/stores/accounts.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { parseAccountRow } from "#app/services/imports/parse-account-row.server.ts";
import { saveAccounts } from "#app/services/imports/save-accounts.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import type { Runtime } from "#app/services/ports.ts";
import { type Columns, plainRow } from "./account-file.ts";

/** Saves one row of an account file (plainRow with changes) and answers what it became. */
export async function someDebtor(
  runtime: Runtime,
  portfolio: Portfolio,
  n: number,
  changes: Columns = {},
) {
  const cells = new Map(Object.entries(plainRow(n, changes)));
  const input = parseAccountRow(cells, {
    currency: portfolio.currency,
    country: portfolio.brand.country,
    latestAsOf: calendarDate("2030-01-01"),
  });
  if (!input.ok) throw new Error(JSON.stringify(input.error));
  const [saved] = await saveAccounts(runtime, portfolio, [input.value]);
  if (saved?.outcome !== "inserted") throw new Error(JSON.stringify(saved));
  const [account] = await findAccountsByRef(runtime.db, [portfolio.id], input.value.ref);
  const debtor = await findDebtor(runtime.db, account!.debtorId);
  return { account: account!, debtor: debtor! };
}
