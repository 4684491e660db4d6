import type { Tx } from "#app/db/database.server.ts";
import { lockAccount, owesAccount } from "#app/db/stores/accounts.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { Runtime } from "../ports.ts";
import { joinBar } from "./joinable-accounts.server.ts";

/** `lapsed`: one of them can join no plan with others any more. */
export type JoinFault = "not-found" | "in-force" | "lapsed";

/** Locks the accounts of one plan in the order of their ids; each may join the others. */
export async function lockJoinable(
  runtime: Runtime,
  tx: Tx,
  debtorId: string,
  accountIds: readonly string[],
): Promise<Result<readonly LoadedAccount[], JoinFault>> {
  const accounts: LoadedAccount[] = [];
  for (const id of [...new Set(accountIds)].sort()) {
    const row = isUuid(id) ? await lockAccount(tx, id) : null;
    if (row === null || !(await owesAccount(tx, debtorId, row.id))) return err("not-found");
    const loaded = await loadAccount(runtime, tx, row);
    const bar = await joinBar(tx, loaded);
    if (bar !== null) return err(bar === "in-force" ? "in-force" : "lapsed");
    accounts.push(loaded);
  }
  return ok(accounts);
}
