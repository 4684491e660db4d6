import { findAttempt, findAttemptByReference } from "#app/db/stores/attempts.server.ts";
import type { ProviderEventRow } from "#app/db/stores/provider-events.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { Runtime } from "../ports.ts";
import type { PaymentState } from "./payment-state.ts";
import { settleFound } from "./settle-found.server.ts";

/** An event about a page, an intent or a charge: its attempt is settled by what is found now. */
export async function settlePaymentEvent(
  runtime: Runtime,
  event: ProviderEventRow,
): Promise<"settled" | "ignored" | "unmatched" | "no-answer"> {
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
