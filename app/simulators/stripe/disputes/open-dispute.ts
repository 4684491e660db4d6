import type { Stripe } from "stripe";
import { type DisputeOrder, newDispute } from "../objects/new-dispute.ts";
import { invalid } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { emit } from "../webhooks/emit.ts";
import { isOver } from "./end-dispute.ts";
import { withdrawFunds } from "./move-funds.ts";

/** The payer's bank disputes a charge and takes the money, or only asks (an inquiry). */
export function openDispute(
  sandbox: Sandbox,
  charge: Stripe.Charge,
  order: DisputeOrder,
): Stripe.Dispute {
  if (order.amount < 1) throw invalid("amount", "A dispute is about money.");
  const dispute = newDispute(sandbox, charge, order);
  charge.disputed = true;
  emit(sandbox, "charge.dispute.created", dispute);
  if (!order.inquiry) withdrawFunds(sandbox, dispute);
  return dispute;
}

/** An inquiry becomes a dispute: now the money is taken. */
export function escalateDispute(sandbox: Sandbox, dispute: Stripe.Dispute): void {
  if (!dispute.status.startsWith("warning_") || isOver(dispute)) {
    throw invalid("dispute", `Only an open inquiry can escalate; this is ${dispute.status}.`);
  }
  const { status } = dispute;
  dispute.status = "needs_response";
  dispute.is_charge_refundable = false;
  const { card } = dispute.payment_method_details ?? {};
  if (card) card.case_type = "chargeback";
  emit(sandbox, "charge.dispute.updated", dispute, { status });
  withdrawFunds(sandbox, dispute);
}
