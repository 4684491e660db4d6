import { ok, type Result } from "#app/domain/primitives/result.ts";
import type { Runtime } from "../ports.ts";
import { keepEvent } from "./keep-event.server.ts";
import type { WebhookRefusal } from "./provider.ts";

/**
 * Takes one delivery of the provider into the inbox, by the bytes as they came, and wakes the
 * worker. Whatever it is about is looked into later; a repeat is known by its id. Throws only when
 * it could not be kept, so that the provider sends it again.
 */
export async function receiveWebhook(
  runtime: Runtime,
  rawBody: string | Uint8Array,
  signature: string | null,
): Promise<Result<"kept" | "known", WebhookRefusal>> {
  const receivedAt = runtime.clock.now();
  const event = runtime.payments.parseWebhook({ rawBody, signature, receivedAt });
  if (!event.ok) {
    runtime.log.warn({ reason: event.error }, "webhook refused");
    return event;
  }
  return ok((await keepEvent(runtime, event.value)) ? "kept" : "known");
}
