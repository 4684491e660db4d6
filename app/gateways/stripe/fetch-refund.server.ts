import type { Outcome } from "#app/services/payments/outcome.ts";
import type { ProviderRefund } from "#app/services/payments/provider-refund.ts";
import { ask, mismatch } from "./ask.server.ts";
import type { Connection } from "./connection.server.ts";
import { refundOf } from "./read-refund.server.ts";

/** A refund as it is now. */
export async function fetchRefund(
  { stripe }: Connection,
  id: string,
): Promise<Outcome<ProviderRefund>> {
  const answer = await ask(() => stripe.refunds.retrieve(id));
  if (answer.kind !== "ok") return answer;
  if (answer.value.id !== id) return mismatch(`asked for ${id}, got ${String(answer.value.id)}`);
  return refundOf(answer.value);
}
