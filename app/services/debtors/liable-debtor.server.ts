import type { Queryable } from "#app/db/database.server.ts";
import { type DebtorRow, listLiableDebtors } from "#app/db/stores/debtors.server.ts";
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

/** One of those who owe an account; null: this one does not. */
export async function liableDebtor(
  db: Queryable,
  accountId: string,
  debtorId: string,
): Promise<DebtorRow | null> {
  const debtors = await listLiableDebtors(db, accountId);
  return debtors.find((debtor) => debtor.id === debtorId) ?? null;
}
