import type { ProviderEventRow } from "#app/db/stores/provider-events.server.ts";
import type { Runtime } from "../ports.ts";
import { settlePaymentEvent } from "./settle-payment-event.server.ts";
import { takeDispute } from "./take-dispute.server.ts";

/** An event about a dispute: where it stands is fetched fresh, the payment settled before it. */
export async function settleDisputeEvent(
  runtime: Runtime,
  event: ProviderEventRow,
): Promise<"settled" | "unmatched" | "no-answer"> {
  const answer = await runtime.payments.fetchDispute(event.objectId);
  if (answer.kind === "unknown") return "no-answer";
  if (answer.kind === "refused") return answer.reason === "not-found" ? "unmatched" : "no-answer";
  if ((await takeDispute(runtime, answer.value)) === "taken") return "settled";
  const { chargeRef } = answer.value;
  const settled = await settlePaymentEvent(runtime, { ...event, objectId: chargeRef });
  if (settled === "no-answer") return settled;
  return (await takeDispute(runtime, answer.value)) === "taken" ? "settled" : "unmatched";
}
