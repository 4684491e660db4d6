import type { Tx } from "#app/db/database.server.ts";
import { mayGoElsewhere } from "#app/domain/notices/next-channel.ts";
import type { Runtime } from "../ports.ts";
import { type OutgoingMessage, type QueuedMessage, queueMessage } from "./queue-message.server.ts";
import { waitToTell } from "./wait-to-tell.server.ts";

/** A message for a person, by whichever channel; its files go with mail only. */
export type Telling = Omit<OutgoingMessage, "channel" | "to">;

/**
 * The one way to tell a debtor something that is not bound to a channel: by the first one, mail
 * before text message, that the contact rules allow now, or will allow at a time that they name;
 * then it waits for that time, if it says what it is about. Answers the last decision; null: there
 * is nowhere to write to.
 */
export async function tellPerson(
  runtime: Runtime,
  tx: Tx,
  telling: Telling,
): Promise<QueuedMessage | null> {
  const { attachments = [], about } = telling;
  let decided: QueuedMessage | null = null;
  for (const channel of ["email", "sms"] as const) {
    const files = channel === "email" ? attachments : [];
    const queued = await queueMessage(runtime, tx, { ...telling, channel, attachments: files });
    if (!queued.ok) continue;
    decided = queued.value;
    if (!mayGoElsewhere(decided)) break;
  }
  if (about) await waitToTell(runtime, tx, about, decided);
  return decided;
}
