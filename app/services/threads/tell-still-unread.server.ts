import type { Tx } from "#app/db/database.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { findThread } from "#app/db/stores/threads.server.ts";
import type { WaitingMessageRow } from "#app/db/stores/waiting-messages.server.ts";
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
  { portfolio, row }: LoadedAccount,
  { reference, debtorId }: WaitingMessageRow,
): Promise<QueuedMessage | null> {
  const thread = await findThread(tx, reference);
  const debtor = await findDebtor(tx, debtorId);
  if (thread === null || debtor === null) return null;
  const seenMs = thread.seenAt?.getTime() ?? 0;
  if (thread.waitingSince !== null || seenMs >= thread.lastAt.getTime()) return null;
  const news = { kind: "message-begun", accountId: row.id, answerBy: null } as const;
  return tellOfThread(runtime, tx, portfolio, debtor, news);
}
