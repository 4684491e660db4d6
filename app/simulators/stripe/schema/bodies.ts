import type { Stripe } from "stripe";

/** What the simulator answers with, by the value of `object`: the entry of generate.ts. */
export interface Bodies {
  "checkout.session": Stripe.Checkout.Session;
  payment_intent: Stripe.PaymentIntent;
  payment_method: Stripe.PaymentMethod;
  charge: Stripe.Charge;
  refund: Stripe.Refund;
  balance_transaction: Stripe.BalanceTransaction;
  customer: Stripe.Customer;
  product: Stripe.Product;
  price: Stripe.Price;
  item: Stripe.LineItem;
  webhook_endpoint: Stripe.WebhookEndpoint;
  event: EventEnvelope;
}

/** An event without its object, which is checked by its own type. */
export interface EventEnvelope {
  id: Stripe.Event["id"];
  object: "event";
  api_version: Stripe.Event["api_version"];
  created: Stripe.Event["created"];
  data: { object: { object: string; [field: string]: unknown }; previous_attributes?: object };
  livemode: Stripe.Event["livemode"];
  pending_webhooks: Stripe.Event["pending_webhooks"];
  request: Stripe.Event.Request | null;
  type: Stripe.Event["type"];
}
