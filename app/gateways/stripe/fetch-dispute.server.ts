import type Stripe from "stripe";
import type { DisputeState } from "#app/domain/payments/dispute.ts";
import type { Outcome } from "#app/services/payments/outcome.ts";
import type { ProviderDispute } from "#app/services/payments/provider-refund.ts";
import { currencyOf, fromStripeAmount } from "./amount.server.ts";
import { ask, mismatch } from "./ask.server.ts";
import type { Connection } from "./connection.server.ts";
import { idOf } from "./read-refund.server.ts";

/** A dispute or an inquiry as it is now. */
export async function fetchDispute(
  { stripe }: Connection,
  id: string,
): Promise<Outcome<ProviderDispute>> {
  const answer = await ask(() => stripe.disputes.retrieve(id));
  if (answer.kind !== "ok") return answer;
  if (answer.value.id !== id) return mismatch(`asked for ${id}, got ${String(answer.value.id)}`);
  return disputeOf(answer.value);
}

function disputeOf(dispute: Stripe.Dispute): Outcome<ProviderDispute> {
  const chargeRef = idOf(dispute.charge);
  const currency = currencyOf(dispute.currency);
  const amountMinor = fromStripeAmount(dispute.amount, currency);
  const known = dispute.object === "dispute" && Array.isArray(dispute.balance_transactions);
  if (!known || chargeRef === null) return mismatch(`not a dispute: ${dispute.id}`);
  if (amountMinor === null) return mismatch(`dispute ${dispute.id} has no whole amount`);
  const dueBy = dispute.evidence_details?.due_by ?? null;
  return {
    kind: "ok",
    value: {
      id: dispute.id,
      status: statusOf(dispute.status),
      chargeRef,
      amountMinor,
      currency,
      livemode: dispute.livemode,
      reason: dispute.reason,
      dueBy: dueBy === null ? null : dueBy * 1000,
      openedAt: dispute.created * 1000,
      withdrawal: withdrawalOf(dispute.balance_transactions),
    },
  };
}

/** What is new to us still has the payment in question. */
function statusOf(status: string): DisputeState {
  if (status === "won" || status === "lost") return status;
  if (status === "warning_closed" || status === "prevented") return "closed";
  return status.startsWith("warning_") ? "inquiry" : "open";
}

/** Money is withdrawn and given back by movements in turn; their sum says where it is now. */
function withdrawalOf(movements: readonly Stripe.BalanceTransaction[]): string | null {
  const sum = movements.reduce((total, { amount }) => total + amount, 0);
  if (sum >= 0) return null;
  const taken = movements.filter(({ amount }) => amount < 0);
  return taken.reduce((last, one) => (one.created >= last.created ? one : last)).id;
}
