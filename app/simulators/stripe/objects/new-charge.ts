import type { Stripe } from "stripe";
import { newId } from "../ids.ts";
import type { Decline } from "../memory.ts";
import { adviceOf } from "../payments/advice.ts";
import { type Sandbox, seconds } from "../sandbox.ts";
import { noAddress } from "./new-method.ts";

/** A try to take an intent's money: succeeded, failed with a decline, or pending. */
export function newCharge(
  sandbox: Sandbox,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  result: "succeeded" | "pending" | Decline,
): Stripe.Charge {
  const decline = typeof result === "string" ? null : result;
  const status = typeof result === "string" ? result : "failed";
  const charge: Stripe.Charge = {
    id: newId(method.type === "card" ? "ch_" : "py_"),
    object: "charge",
    amount: intent.amount,
    amount_captured: decline ? 0 : intent.amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: { ...method.billing_details, address: noAddress() },
    calculated_statement_descriptor: "EVENKEEL TEST",
    captured: decline === null,
    created: seconds(sandbox),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: outcomeOf(decline),
    paid: status === "succeeded",
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: detailsOf(method, intent.amount),
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status,
    transfer_data: null,
    transfer_group: null,
  };
  sandbox.memory.charges[charge.id] = charge;
  return charge;
}

function outcomeOf(decline: Decline | null): Stripe.Charge.Outcome {
  const advice = decline ? adviceOf(decline) : null;
  return {
    advice_code: advice?.advice_code ?? null,
    network_advice_code: null,
    network_decline_code: advice?.network_decline_code ?? null,
    network_status: decline ? "declined_by_network" : "approved_by_network",
    reason: decline?.declineCode ?? null,
    risk_level: "normal",
    risk_score: 12,
    seller_message: decline ? "The bank declined the payment." : "Payment complete.",
    type: decline ? "issuer_declined" : "authorized",
  };
}

function detailsOf(
  method: Stripe.PaymentMethod,
  amount: number,
): Stripe.Charge.PaymentMethodDetails {
  if (method.type === "alipay") {
    return { type: "alipay", alipay: { fingerprint: null, transaction_id: newId("", 16) } };
  }
  if (method.type === "wechat_pay") {
    return { type: "wechat_pay", wechat_pay: { fingerprint: null, transaction_id: newId("", 16) } };
  }
  const card = method.card as Stripe.PaymentMethod.Card;
  return {
    type: "card",
    card: {
      amount_authorized: amount,
      authorization_code: "123456",
      brand: card.brand,
      checks: card.checks,
      country: card.country,
      electronic_commerce_indicator: null,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      extended_authorization: { status: "disabled" },
      fingerprint: card.fingerprint ?? null,
      funding: card.funding,
      incremental_authorization: { status: "unavailable" },
      installments: null,
      last4: card.last4,
      mandate: null,
      multicapture: { status: "unavailable" },
      network: card.brand,
      network_token: { used: false },
      network_transaction_id: newId("", 15),
      overcapture: { maximum_amount_capturable: amount, status: "unavailable" },
      regulated_status: "unregulated",
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
  };
}
