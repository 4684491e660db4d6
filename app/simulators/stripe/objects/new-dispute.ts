import type { Stripe } from "stripe";
import { newId } from "../ids.ts";
import { type Sandbox, seconds } from "../sandbox.ts";

export interface DisputeOrder {
  amount: number;
  currency: string;
  reason: string;
  /** The bank only asks; no money moves. */
  inquiry: boolean;
}

const nineDays = 9 * 86_400;

/** A dispute that waits for an answer. */
export function newDispute(
  sandbox: Sandbox,
  charge: Stripe.Charge,
  order: DisputeOrder,
): Stripe.Dispute {
  const card = charge.payment_method_details?.card;
  const brand = card?.brand ?? "visa";
  const dispute: Stripe.Dispute = {
    id: newId("du_"),
    object: "dispute",
    amount: order.amount,
    balance_transactions: [],
    charge: charge.id,
    created: seconds(sandbox),
    currency: order.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence(),
    evidence_details: {
      due_by: seconds(sandbox) + nineDays,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: order.inquiry,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    ...(card
      ? {
          payment_method_details: {
            type: "card",
            card: {
              brand,
              case_type: order.inquiry ? "inquiry" : "chargeback",
              network: card.network ?? brand,
              network_reason_code: "10.4",
            },
          },
        }
      : {}),
    reason: order.reason,
    status: order.inquiry ? "warning_needs_response" : "needs_response",
  };
  sandbox.memory.disputes[dispute.id] = dispute;
  return dispute;
}

const noEvidence = (): Stripe.Dispute.Evidence => ({
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
});
