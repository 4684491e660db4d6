import type { Stripe } from "stripe";
import { newId } from "../ids.ts";
import { type Sandbox, seconds } from "../sandbox.ts";

/** The balance movement of a charge or a refund; charges cost 2.9% + 30, refunds nothing. */
export function newTransaction(
  sandbox: Sandbox,
  source: Stripe.Charge | Stripe.Refund,
): Stripe.BalanceTransaction {
  const isCharge = source.object === "charge";
  const amount = isCharge ? source.amount : -source.amount;
  const fee = isCharge ? Math.round(amount * 0.029) + 30 : 0;
  const feeDetail = {
    amount: fee,
    application: null,
    currency: source.currency,
    description: "Stripe processing fees",
    type: "stripe_fee",
  };
  const transaction: Stripe.BalanceTransaction = {
    id: newId("txn_"),
    object: "balance_transaction",
    amount,
    available_on: seconds(sandbox) + 2 * 86_400,
    balance_type: "payments",
    created: seconds(sandbox),
    currency: source.currency,
    description: source.description ?? null,
    exchange_rate: null,
    fee,
    fee_details: isCharge ? [feeDetail] : [],
    net: amount - fee,
    reporting_category: isCharge ? "charge" : "refund",
    source: source.id,
    status: "pending",
    type: isCharge ? "charge" : "refund",
  };
  sandbox.memory.transactions[transaction.id] = transaction;
  return transaction;
}
