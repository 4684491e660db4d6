import { listLiableDebtors } from "#app/db/stores/debtors.server.ts";
import type { Runtime } from "../ports.ts";

/** The id of a debtor of this reference who is liable for an account; null: there is none. */
export async function liableDebtorId(
  runtime: Runtime,
  accountId: string,
  ref: string,
): Promise<string | null> {
  const debtors = await listLiableDebtors(runtime.db, accountId);
  return debtors.find((debtor) => debtor.ref === ref)?.id ?? null;
}
