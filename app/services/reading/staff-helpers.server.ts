import type { DebtorRow } from "#app/db/stores/debtors.server.ts";
import { listLiveHelpers } from "#app/db/stores/helpers.server.ts";
import { openPerson } from "../debtors/person.server.ts";
import type { Runtime } from "../ports.ts";
import { shownHelper } from "./helpers.server.ts";

/** Who may come in for the debtors of an account now, with whom each of them helps. */
export async function staffHelpers(runtime: Runtime, debtors: readonly DebtorRow[]) {
  const now = new Date(runtime.clock.now());
  const lists = await Promise.all(
    debtors.map(async (debtor) => {
      const rows = await listLiveHelpers(runtime.db, debtor.id, now);
      const helps = openPerson(runtime, debtor).name;
      return rows.map((row) => ({ ...shownHelper(runtime, row), helps }));
    }),
  );
  return lists.flat();
}
