import type { ProviderEventRow } from "#app/db/stores/provider-events.server.ts";
import type { Runtime } from "../ports.ts";
import type { Outcome } from "./outcome.ts";
import type { ProviderRefund } from "./provider-refund.ts";
import { settlePaymentEvent } from "./settle-payment-event.server.ts";
import { takeRefund } from "./take-refund.server.ts";

type EventEnd = "settled" | "unmatched" | "no-answer";

/**
 * An event about a refund, or about a charge that was refunded: each refund is fetched fresh. The
 * payment itself is settled first where its own event has not come yet.
 */
export async function settleRefundEvent(
  runtime: Runtime,
  event: ProviderEventRow,
): Promise<EventEnd> {
  const answer = await refundsOf(runtime, event.objectId);
  if (answer.kind === "unknown") return "no-answer";
  if (answer.kind === "refused") return answer.reason === "not-found" ? "unmatched" : "no-answer";
  for (const found of answer.value) {
    if ((await takeRefund(runtime, found)) === "taken") continue;
    const settled = await settlePaymentEvent(runtime, { ...event, objectId: found.chargeRef });
    if (settled === "no-answer") return settled;
    if ((await takeRefund(runtime, found)) === "no-payment") return "unmatched";
  }
  return "settled";
}

async function refundsOf(
  runtime: Runtime,
  objectId: string,
): Promise<Outcome<readonly ProviderRefund[]>> {
  if (/^(ch|py)_/.test(objectId)) return runtime.payments.listRefunds(objectId);
  const one = await runtime.payments.fetchRefund(objectId);
  return one.kind === "ok" ? { kind: "ok", value: [one.value] } : one;
}
