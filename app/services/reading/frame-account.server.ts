import { listDebtorAccounts } from "#app/db/stores/accounts.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";

/** The account that the tabs lead to: the one looked at, else the one the link was sent about. */
export async function frameAccount(
  runtime: Runtime,
  { actor, link }: Pick<Visit, "actor" | "link">,
  { pathname, searchParams }: URL,
): Promise<string | null> {
  const accounts = await listDebtorAccounts(runtime.db, actor.debtorId);
  const named = (id: string | null | undefined) => accounts.find((account) => account.id === id);
  const asked =
    named(/^\/a\/([0-9a-f-]{36})\//.exec(pathname)?.[1]) ?? named(searchParams.get("account"));
  return (asked ?? named(link?.accountId) ?? accounts[0])?.id ?? null;
}
