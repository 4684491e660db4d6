import type { Stripe } from "stripe";
import { closeInquiries } from "../disputes/end-dispute.ts";
import { newRefund } from "../objects/new-refund.ts";
import { newTransaction } from "../objects/new-transaction.ts";
import { invalid } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { emit } from "../webhooks/emit.ts";

export interface RefundOrder {
  /** All that is left, without one. */
  amount: number | null;
  reason: "duplicate" | "fraudulent" | "requested_by_customer" | null;
  metadata: Record<string, string>;
}

/** Gives a charge's money back, in whole or in part; refuses what Stripe refuses. */
export function makeRefund(
  sandbox: Sandbox,
  charge: Stripe.Charge,
  order: RefundOrder,
): Stripe.Refund {
  const left = charge.amount - charge.amount_refunded;
  if (charge.status !== "succeeded") {
    throw invalid("charge", `Charge ${charge.id} has not succeeded; there is nothing to refund.`);
  }
  if (lostToDispute(sandbox, charge)) {
    throw invalid(
      undefined,
      `Charge ${charge.id} has been charged back; cannot issue a refund.`,
      "charge_disputed",
    );
  }
  if (left === 0) {
    throw invalid(
      undefined,
      `Charge ${charge.id} has already been refunded.`,
      "charge_already_refunded",
    );
  }
  const amount = order.amount ?? left;
  if (amount < 1) {
    throw invalid("amount", "This value must be greater than or equal to 1.", tooSmall);
  }
  if (amount > left) {
    throw invalid(
      "amount",
      `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
    );
  }
  return giveBack(sandbox, charge, amount, order);
}

const tooSmall = "parameter_invalid_integer";

/** A dispute takes the money itself; an inquiry does not, and may be answered by a refund. */
const lostToDispute = (sandbox: Sandbox, charge: Stripe.Charge): boolean =>
  Object.values(sandbox.memory.disputes).some(
    (one) => one.charge === charge.id && !one.is_charge_refundable,
  );

function giveBack(
  sandbox: Sandbox,
  charge: Stripe.Charge,
  amount: number,
  order: RefundOrder,
): Stripe.Refund {
  const behaviour = sandbox.memory.cards[String(charge.payment_method)]?.refund;
  const pending = sandbox.nextRefund === "pending" || behaviour === "pending";
  sandbox.nextRefund = null;
  const refund = newRefund(sandbox, charge, { ...order, amount, pending });
  refund.balance_transaction = newTransaction(sandbox, {
    amount: -amount,
    currency: charge.currency,
    type: charge.id.startsWith("py_") ? "payment_refund" : "refund",
    category: "refund",
    source: refund.id,
    description: charge.description,
  }).id;
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount;
  emit(sandbox, "refund.created", refund);
  emit(sandbox, "charge.refunded", charge);
  closeInquiries(sandbox, charge);
  return refund;
}
