import type { Outcome } from "#app/services/payments/outcome.ts";
import type { ProviderRefund } from "#app/services/payments/provider-refund.ts";
import { ask, mismatch } from "./ask.server.ts";
import type { Connection } from "./connection.server.ts";
import { refundOf } from "./read-refund.server.ts";

/** Every refund of a charge, oldest first. */
export async function listRefunds(
  { stripe }: Connection,
  charge: string,
): Promise<Outcome<readonly ProviderRefund[]>> {
  const answer = await ask(async () => stripe.refunds.list({ charge, limit: 100 }));
  if (answer.kind !== "ok") return answer;
  const { data } = answer.value;
  if (!Array.isArray(data)) return mismatch("not a list of refunds");
  const refunds: ProviderRefund[] = [];
  for (const one of [...data].reverse()) {
    const read = refundOf(one);
    if (read.kind !== "ok") return read;
    if (read.value.chargeRef !== charge) return mismatch(`${read.value.id} is of another charge`);
    refunds.push(read.value);
  }
  return { kind: "ok", value: refunds };
}
