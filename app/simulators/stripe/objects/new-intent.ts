import type { Stripe } from "stripe";
import { newId } from "../ids.ts";
import type { IntentData } from "../memory.ts";
import { type Sandbox, seconds } from "../sandbox.ts";

export interface IntentOrder extends IntentData {
  amount: number;
  currency: string;
  customer: string | null;
  methodTypes: string[];
  methodOptions: Stripe.PaymentIntent.PaymentMethodOptions | null;
}

/** A payment intent that waits for a payment method. */
export function newIntent(sandbox: Sandbox, order: IntentOrder): Stripe.PaymentIntent {
  const id = newId("pi_");
  const intent: Stripe.PaymentIntent = {
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount: order.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: "automatic_async",
    client_secret: `${id}_secret_${newId("", 25)}`,
    confirmation_method: "automatic",
    created: seconds(sandbox),
    currency: order.currency,
    customer: order.customer,
    customer_account: null,
    description: order.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: order.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: order.methodOptions,
    payment_method_types: order.methodTypes,
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: order.setupFutureUsage,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: order.statementDescriptorSuffix,
    status: "requires_payment_method",
    transfer_data: null,
    transfer_group: null,
  };
  sandbox.memory.intents[id] = intent;
  return intent;
}
