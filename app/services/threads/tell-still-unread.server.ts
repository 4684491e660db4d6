import type { Queryable, Tx } from "#app/db/database.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { findThread } from "#app/db/stores/threads.server.ts";
import type { WaitingWords } from "#app/db/stores/waiting-messages.server.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { QueuedMessage } from "../messages/queue-message.server.ts";
import type { Runtime } from "../ports.ts";
import { tellOfThread } from "./tell-of-thread.server.ts";

/**
 * Tells again that staff have written, if the debtor has not seen it meanwhile. Null: they have,
 * or there is nowhere to write to any more.
 */
export async function tellStillUnread(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  words: WaitingWords,
): Promise<QueuedMessage | null> {
  const debtor = await findDebtor(tx, words.debtorId);
  if (debtor === null || !(await isStillUnread(runtime, tx, loaded, words))) return null;
  const news = { kind: "message-begun", accountId: loaded.row.id, answerBy: null } as const;
  return tellOfThread(runtime, tx, loaded.portfolio, debtor, { ...news, about: words });
}

/** Whether the debtor has neither seen nor answered what staff wrote. */
export async function isStillUnread(
  _runtime: Runtime,
  db: Queryable,
  _loaded: LoadedAccount,
  { reference }: WaitingWords,
): Promise<boolean> {
  const thread = await findThread(db, reference);
  if (thread === null || thread.waitingSince !== null) return false;
  return (thread.seenAt?.getTime() ?? 0) < thread.lastAt.getTime();
}
