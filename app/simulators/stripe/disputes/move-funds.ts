import type { Stripe } from "stripe";
import { newTransaction } from "../objects/new-transaction.ts";
import type { Sandbox } from "../sandbox.ts";
import { emit } from "../webhooks/emit.ts";

/** What a dispute costs, won or lost. */
const disputeFee = 1_500;

/** The disputed money leaves the balance, with a fee. */
export function withdrawFunds(sandbox: Sandbox, dispute: Stripe.Dispute): void {
  move(sandbox, dispute, -1);
  emit(sandbox, "charge.dispute.funds_withdrawn", dispute);
}

/** The disputed money comes back; the fee does not. */
export function reinstateFunds(sandbox: Sandbox, dispute: Stripe.Dispute): void {
  move(sandbox, dispute, 1);
  emit(sandbox, "charge.dispute.funds_reinstated", dispute);
}

function move(sandbox: Sandbox, dispute: Stripe.Dispute, sign: 1 | -1): void {
  const taken = sign < 0;
  const transaction = newTransaction(sandbox, {
    amount: sign * dispute.amount,
    currency: dispute.currency,
    ...(taken ? { fee: { amount: disputeFee, description: "Dispute fee" } } : {}),
    type: "adjustment",
    category: taken ? "dispute" : "dispute_reversal",
    source: dispute.id,
    description: `Chargeback ${taken ? "withdrawal" : "reversal"} for ${String(dispute.charge)}`,
  });
  dispute.balance_transactions.push(transaction);
}

/** Whether the disputed money is out of the balance now. */
export const isWithdrawn = ({ balance_transactions: all }: Stripe.Dispute): boolean =>
  all.at(-1)?.reporting_category === "dispute";
