import type { Tx } from "#app/db/database.server.ts";
import { findContact } from "#app/db/stores/contacts.server.ts";
import type { WaitingMessageRow } from "#app/db/stores/waiting-messages.server.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { Runtime } from "../ports.ts";
import { askLine } from "./ask-line.server.ts";
import { reasons } from "./reasons.server.ts";

/**
 * Whether what waits is still so and a hold without an end stops it as it did when it was last
 * decided: then the ledger says so already, and another line would say nothing new.
 */
export async function isHeldAsBefore(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  waiting: WaitingMessageRow,
): Promise<boolean> {
  const { isSo, outlastsHolds } = reasons[waiting.kind];
  const last = outlastsHolds ? await findContact(tx, waiting.contactId) : null;
  if (!last?.rule.startsWith("hold:")) return false;
  const decision = await askLine(runtime, tx, last);
  if (decision.allowed || decision.until !== null || decision.rule !== last.rule) return false;
  return isSo(runtime, tx, loaded, waiting);
}
