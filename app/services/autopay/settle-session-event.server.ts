import { findSetupByReference } from "#app/db/stores/card-setups.server.ts";
import type { ProviderEventRow } from "#app/db/stores/provider-events.server.ts";
import { settlePaymentEvent } from "../payments/settle-payment-event.server.ts";
import type { Runtime } from "../ports.ts";
import { settleSetup } from "./settle-setup.server.ts";

/** A page of the provider: one that saves a card, or else one that takes a payment. */
export async function settleSessionEvent(
  runtime: Runtime,
  event: ProviderEventRow,
): Promise<"settled" | "ignored" | "unmatched" | "no-answer"> {
  const setup = await findSetupByReference(runtime.db, event.objectId);
  if (setup === null) return settlePaymentEvent(runtime, event);
  const outcome = await runtime.payments.fetchSetup(event.objectId);
  if (outcome.kind !== "ok") return "no-answer";
  await settleSetup(runtime, setup.id, outcome.value);
  return "settled";
}
