import type { Tx } from "#app/db/database.server.ts";
import { insertWaiting, type WaitingWords } from "#app/db/stores/waiting-messages.server.ts";
import type { Runtime } from "../ports.ts";
import { askAgainAt } from "./ask-again-at.server.ts";
import type { QueuedMessage } from "./queue-message.server.ts";

/**
 * Kept through a hold without an end from the first. The news of a message that staff begin is
 * not: they hear at once that nothing of it is told.
 */
const keptInHold: readonly WaitingWords["kind"][] = ["plan-broken", "plan-over"];

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
  const now = runtime.clock.now();
  const again = told && askAgainAt(told, now, keptInHold.includes(words.kind));
  if (told === null || again === null) return;
  await insertWaiting(tx, {
    id: runtime.ids.next(),
    ...words,
    contactId: told.contactId,
    wantedAt: new Date(now),
    notBefore: new Date(again),
  });
}
