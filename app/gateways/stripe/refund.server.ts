import type { Outcome } from "#app/services/payments/outcome.ts";
import type { ProviderRefund, RefundOrder } from "#app/services/payments/provider-refund.ts";
import { toStripeAmount } from "./amount.server.ts";
import { ask, chain, mismatch } from "./ask.server.ts";
import type { Connection } from "./connection.server.ts";
import { refundField, refundOf } from "./read-refund.server.ts";

/** Sends a part of a charge back; the answer must be about that charge and that amount. */
export async function refund(
  { stripe }: Connection,
  order: RefundOrder,
): Promise<Outcome<ProviderRefund>> {
  const answer = await ask(() =>
    stripe.refunds.create(
      {
        charge: order.chargeRef,
        amount: toStripeAmount(order.amountMinor, order.currency),
        reason: order.duplicate ? "duplicate" : "requested_by_customer",
        metadata: { [refundField]: order.refundId },
      },
      { idempotencyKey: order.idempotencyKey },
    ),
  );
  return chain(chain(answer, refundOf), (made) => checked(made, order));
}

function checked(made: ProviderRefund, order: RefundOrder): Outcome<ProviderRefund> {
  const same =
    made.chargeRef === order.chargeRef &&
    made.amountMinor === order.amountMinor &&
    made.currency === order.currency;
  return same ? { kind: "ok", value: made } : mismatch(`refund ${made.id} is another one`);
}
