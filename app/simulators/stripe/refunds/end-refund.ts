import type { Stripe } from "stripe";
import { newTransaction } from "../objects/new-transaction.ts";
import { invalid } from "../refusal.ts";
import { type Sandbox, seconds } from "../sandbox.ts";
import { emit } from "../webhooks/emit.ts";

export type RefundFailure =
  | "expired_or_canceled_card"
  | "lost_or_stolen_card"
  | "declined"
  | "unknown";

/** A pending refund has reached the payer. */
export function succeedRefund(sandbox: Sandbox, refund: Stripe.Refund): void {
  if (refund.status !== "pending") {
    throw invalid("refund", `This refund is ${String(refund.status)}, not pending.`);
  }
  refund.status = "succeeded";
  delete refund.pending_reason;
  tell(sandbox, refund, { status: "pending" });
}

/**
 * The bank sent the money back, which may come after success: it returns to the balance, and the
 * charge can be refunded anew.
 */
export function failRefund(sandbox: Sandbox, refund: Stripe.Refund, reason: RefundFailure): void {
  const { status } = refund;
  if (status !== "pending" && status !== "succeeded") {
    throw invalid("refund", `This refund is ${String(status)} already.`);
  }
  refund.status = "failed";
  refund.failure_reason = reason;
  delete refund.pending_reason;
  refund.failure_balance_transaction = newTransaction(sandbox, {
    amount: refund.amount,
    currency: refund.currency,
    type: "refund_failure",
    category: "refund_failure",
    source: refund.id,
    description: "REFUND FAILURE",
  }).id;
  const charge = sandbox.memory.charges[String(refund.charge)];
  if (charge) {
    charge.amount_refunded -= refund.amount;
    charge.refunded = false;
  }
  tell(sandbox, refund, { status });
  emit(sandbox, "refund.failed", refund);
}

function tell(sandbox: Sandbox, refund: Stripe.Refund, previous: object): void {
  emit(sandbox, "refund.updated", refund, previous);
  emit(sandbox, "charge.refund.updated", refund, previous);
}

/** Ends the refunds of test cards whose refunds end later, once their time is over. */
export function endDueRefunds(sandbox: Sandbox, afterMs: number): void {
  const latest = seconds(sandbox) - afterMs / 1000;
  for (const refund of Object.values(sandbox.memory.refunds)) {
    if (refund.created > latest) continue;
    const charge = sandbox.memory.charges[String(refund.charge)];
    const behaviour = sandbox.memory.cards[String(charge?.payment_method)]?.refund;
    if (behaviour === "fails" && refund.status === "succeeded") {
      failRefund(sandbox, refund, "expired_or_canceled_card");
    } else if (refund.status === "pending") succeedRefund(sandbox, refund);
  }
}
