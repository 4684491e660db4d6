import type { Tx } from "#app/db/database.server.ts";
import { insertWaiting, type WaitingWords } from "#app/db/stores/waiting-messages.server.ts";
import type { Runtime } from "../ports.ts";
import type { QueuedMessage } from "./queue-message.server.ts";

/**
 * Keeps in mind what the contact rules stopped for a while, such as a reminder at night, so that
 * it is asked again at the time they name. What they stop for good is not kept.
 */
export async function waitToTell(
  runtime: Runtime,
  tx: Tx,
  words: WaitingWords,
  told: QueuedMessage | null,
): Promise<void> {
  if (told === null || told.allowed || told.until === null) return;
  await insertWaiting(tx, {
    id: runtime.ids.next(),
    ...words,
    contactId: told.contactId,
    wantedAt: new Date(runtime.clock.now()),
    notBefore: new Date(told.until),
  });
}
