import { listDebtorAccounts } from "#app/db/stores/accounts.server.ts";
import type { Runtime } from "../ports.ts";

/** The account that the tabs lead to: the one looked at, else the first that is still owed. */
export async function frameAccount(
  runtime: Runtime,
  debtorId: string,
  pathname: string,
): Promise<string | null> {
  const accounts = await listDebtorAccounts(runtime.db, debtorId);
  const asked = /^\/a\/([0-9a-f-]{36})\//.exec(pathname)?.[1];
  const found = accounts.find((account) => account.id === asked) ?? accounts[0];
  return found?.id ?? null;
}
