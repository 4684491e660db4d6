import { listDebtorSeals } from "#app/db/stores/account-list.server.ts";
import { debtorBinding, type Person } from "../debtors/person.server.ts";
import type { Runtime } from "../ports.ts";

/** The names of debtors by id, for a list; each record is opened for its name alone. */
export async function debtorNames(
  runtime: Runtime,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await listDebtorSeals(runtime.db, [...new Set(ids)]);
  const named = rows.map((row) => {
    const person = runtime.sealer.open<Person>(debtorBinding(row), row.sealed);
    return [row.id, person.name] as const;
  });
  return new Map(named);
}
