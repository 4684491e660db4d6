import { z } from "zod";
import { sendMessage } from "#app/services/messages/send-message.server.ts";
import type { Runtime } from "#app/services/ports.ts";
import type { Attempt } from "./task.ts";

const payloadForm = z.object({ contactId: z.uuid() });

/** Sends one queued message; an unconfirmed one is tried again with growing waits. */
export async function sendMessageTask(
  runtime: Runtime,
  payload: unknown,
  attempt: Attempt,
): Promise<void> {
  const { contactId } = payloadForm.parse(payload);
  const sending = await sendMessage(runtime, contactId, attempt.last);
  if (sending === "again") throw new Error(`message ${contactId} is not confirmed`);
}
