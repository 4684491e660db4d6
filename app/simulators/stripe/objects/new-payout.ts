import type { Stripe } from "stripe";
import { newId } from "../ids.ts";
import type { Sandbox } from "../sandbox.ts";

export interface PayoutOrder {
  amount: number;
  currency: string;
  /** Epoch seconds. */
  createdAt: number;
  arrivesAt: number;
  /** Made by the schedule; otherwise by a person. */
  automatic: boolean;
  metadata?: Record<string, string>;
}

/** A payout on its way to the bank. */
export function newPayout(sandbox: Sandbox, order: PayoutOrder): Stripe.Payout {
  const payout: Stripe.Payout = {
    id: newId("po_"),
    object: "payout",
    amount: order.amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: order.arrivesAt,
    automatic: order.automatic,
    balance_transaction: null,
    created: order.createdAt,
    currency: order.currency,
    description: "STRIPE PAYOUT",
    destination: null,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: order.metadata ?? {},
    method: "standard",
    original_payout: null,
    payout_method: null,
    reconciliation_status: order.automatic ? "in_progress" : "not_applicable",
    reversed_by: null,
    source_type: "card",
    statement_descriptor: null,
    status: "in_transit",
    trace_id: { status: "pending", value: null },
    type: "bank_account",
  };
  sandbox.memory.payouts[payout.id] = payout;
  return payout;
}
