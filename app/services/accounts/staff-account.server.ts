import { type AccountRow, findAccount } from "#app/db/stores/accounts.server.ts";
import type { StaffActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { isUuid } from "./is-uuid.server.ts";

/**
 * The account with this id, for a member of staff who works in its portfolio. Null otherwise:
 * another portfolio's account and one that does not exist answer alike.
 */
export async function staffAccountRow(
  runtime: Runtime,
  actor: StaffActor,
  accountId: string,
): Promise<AccountRow | null> {
  if (!isUuid(accountId)) return null;
  const row = await findAccount(runtime.db, accountId);
  return row !== null && actor.portfolioIds.includes(row.portfolioId) ? row : null;
}
