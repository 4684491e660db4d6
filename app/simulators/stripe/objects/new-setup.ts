import type { Stripe } from "stripe";
import { newId } from "../ids.ts";
import { type Sandbox, seconds } from "../sandbox.ts";

export interface SetupOrder {
  customer: string | null;
  description: string | null;
  metadata: Record<string, string>;
  methodTypes: string[];
  usage: "off_session" | "on_session";
}

/** A setup intent that waits for a payment method. */
export function newSetup(sandbox: Sandbox, order: SetupOrder): Stripe.SetupIntent {
  const id = newId("seti_");
  const setup: Stripe.SetupIntent = {
    id,
    object: "setup_intent",
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${newId("", 25)}`,
    created: seconds(sandbox),
    customer: order.customer,
    customer_account: null,
    description: order.description,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: order.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: order.methodTypes,
    single_use_mandate: null,
    status: "requires_payment_method",
    usage: order.usage,
  };
  sandbox.memory.setups[id] = setup;
  return setup;
}
