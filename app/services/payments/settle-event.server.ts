import { findAttempt, findAttemptByReference } from "#app/db/stores/attempts.server.ts";
import type { ProviderEventRow } from "#app/db/stores/provider-events.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { Runtime } from "../ports.ts";
import type { PaymentState } from "./provider.ts";
import { settleFound } from "./settle-found.server.ts";

/**
 * `ignored`: about nothing that moves our money. `unmatched`: about money or a page that no
 * attempt of ours explains. `no-answer`: ask again.
 */
export type EventOutcome = "settled" | "ignored" | "unmatched" | "no-answer";

/**
 * Looks into what an event of the provider is about. Nothing in the event is believed: its object
 * is fetched fresh and settled like everything else.
 */
export async function settleEvent(
  runtime: Runtime,
  event: ProviderEventRow,
): Promise<EventOutcome> {
  if (!/^(cs|pi|ch|py)_/.test(event.objectId)) return "ignored";
  const outcome = await runtime.payments.fetchPayment(event.objectId);
  if (outcome.kind === "unknown") return "no-answer";
  if (outcome.kind === "refused") {
    return outcome.reason === "not-found" ? "unmatched" : "no-answer";
  }
  const attemptId = await attemptOf(runtime, outcome.value);
  if (attemptId === null) return outcome.value.status === "succeeded" ? "unmatched" : "ignored";
  await settleFound(runtime, attemptId, outcome.value);
  return "settled";
}

/** By the reference that we keep; before it is kept, by the metadata that every page carries. */
async function attemptOf(runtime: Runtime, found: PaymentState): Promise<string | null> {
  const { reference, attemptId } = found;
  const byReference = reference && (await findAttemptByReference(runtime.db, reference));
  if (byReference) return byReference.id;
  if (attemptId === null || !isUuid(attemptId)) return null;
  return (await findAttempt(runtime.db, attemptId))?.id ?? null;
}
