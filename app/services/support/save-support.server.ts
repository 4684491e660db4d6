import type { Queryable } from "#app/db/database.server.ts";
import type { DebtorRow } from "#app/db/stores/debtors.server.ts";
import { saveSupport as saveRow } from "#app/db/stores/support-needs.server.ts";
import type { Support } from "#app/domain/notices/support.ts";
import type { Runtime } from "../ports.ts";
import { supportBinding } from "./support-of.server.ts";

/** Keeps what helps a debtor to read and to speak with us; every later message follows it. */
export async function saveSupport(
  runtime: Pick<Runtime, "sealer" | "clock">,
  db: Queryable,
  debtor: Pick<DebtorRow, "id" | "portfolioId">,
  support: Support,
): Promise<void> {
  const row = { debtorId: debtor.id, portfolioId: debtor.portfolioId };
  await saveRow(db, {
    ...row,
    sealed: runtime.sealer.seal(supportBinding(row), support),
    updatedAt: new Date(runtime.clock.now()),
  });
}
