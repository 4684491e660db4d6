import type { Stripe } from "stripe";
import { newId } from "../ids.ts";
import { type Sandbox, seconds } from "../sandbox.ts";

export interface NewRefund {
  amount: number;
  metadata: Record<string, string>;
  reason: Stripe.Refund.Reason | null;
  pending: boolean;
}

/** A refund that has been sent: done, or on its way. */
export function newRefund(
  sandbox: Sandbox,
  charge: Stripe.Charge,
  order: NewRefund,
): Stripe.Refund {
  const refund: Stripe.Refund = {
    id: newId(charge.id.startsWith("py_") ? "pyr_" : "re_"),
    object: "refund",
    amount: order.amount,
    balance_transaction: null,
    charge: charge.id,
    created: seconds(sandbox),
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: destinationOf(charge),
    metadata: order.metadata,
    payment_intent: charge.payment_intent,
    payment_method: null,
    ...(order.pending ? { pending_reason: "processing" } : {}),
    reason: order.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: order.pending ? "pending" : "succeeded",
    transfer_reversal: null,
  };
  sandbox.memory.refunds[refund.id] = refund;
  return refund;
}

function destinationOf(charge: Stripe.Charge): Stripe.Refund.DestinationDetails {
  const type = charge.payment_method_details?.type ?? "card";
  if (type === "alipay") return { type, alipay: {} };
  if (type === "wechat_pay") return { type, wechat_pay: {} };
  return {
    type: "card",
    card: {
      reference_status: "pending",
      reference_type: "acquirer_reference_number",
      type: "refund",
    },
  };
}
