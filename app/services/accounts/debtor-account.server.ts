import { findAccount, owesAccount } from "#app/db/stores/accounts.server.ts";
import type { DebtorActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { type LoadedAccount, loadAccount } from "./account-state.server.ts";
import { isUuid } from "./is-uuid.server.ts";

/**
 * The account, for a debtor who is in and liable for it. Null otherwise: somebody else's account
 * and one that does not exist answer alike.
 */
export async function debtorAccount(
  runtime: Runtime,
  actor: DebtorActor,
  accountId: string,
): Promise<LoadedAccount | null> {
  if (actor.level === 0 || !isUuid(accountId)) return null;
  if (!(await owesAccount(runtime.db, actor.debtorId, accountId))) return null;
  const row = await findAccount(runtime.db, accountId);
  return row && loadAccount(runtime, runtime.db, row);
}
