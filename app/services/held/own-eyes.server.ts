import { listLiableDebtors } from "#app/db/stores/debtors.server.ts";
import { heldRows } from "#app/db/stores/held.server.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import {
  everyShownHold,
  type ShownHold,
  type ShownStops,
  shownStops,
} from "../holds/shown-holds.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import { type OwnEyes, own } from "./held-table.server.ts";

/** With whose eyes everything held is read: the visitor's, on all the accounts that they owe. */
export async function ownEyes(
  runtime: Runtime,
  { actor }: Visit,
  accounts: readonly LoadedAccount[],
): Promise<OwnEyes> {
  const sharedAccounts = new Set<string>();
  const holds = new Map<string, ShownHold>();
  const stops = new Map<string, ShownStops>();
  for (const account of accounts) {
    const debtors = await listLiableDebtors(runtime.db, account.row.id);
    if (debtors.length > 1) sharedAccounts.add(account.row.id);
    for (const hold of await everyShownHold(runtime, actor, account)) holds.set(hold.id, hold);
    stops.set(account.row.id, await shownStops(runtime, actor, account));
  }
  const ownRows = async (table: string): Promise<ReadonlySet<string>> => {
    const query = { table, columns: ["id"], where: own, order: "id" };
    const rows = await heldRows(runtime.db, query, actor.debtorId, []);
    return new Set(rows.map(({ id }) => String(id)));
  };
  return {
    sharedAccounts,
    holds,
    stops,
    payments: await ownRows("payment"),
    attempts: await ownRows("payment_attempt"),
    cases: await ownRows("case_file"),
  };
}
