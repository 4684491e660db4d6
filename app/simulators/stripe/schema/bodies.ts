import type { Stripe } from "stripe";

/** What the simulator answers with, by the value of `object`: the entry of generate.ts. */
export interface Bodies {
  "checkout.session": Stripe.Checkout.Session;
  payment_intent: Stripe.PaymentIntent;
  setup_intent: Stripe.SetupIntent;
  payment_method: Stripe.PaymentMethod;
  mandate: Stripe.Mandate;
  charge: Stripe.Charge;
  refund: Stripe.Refund;
  dispute: Stripe.Dispute;
  payout: Stripe.Payout;
  balance: Stripe.Balance;
  balance_transaction: Stripe.BalanceTransaction;
  customer: Stripe.Customer | Stripe.DeletedCustomer;
  product: Stripe.Product | Stripe.DeletedProduct;
  price: Stripe.Price;
  item: Stripe.LineItem;
  webhook_endpoint: Stripe.WebhookEndpoint | Stripe.DeletedWebhookEndpoint;
  event: EventEnvelope;
  list: Stripe.ApiList<AnyObject>;
  error: ErrorEnvelope;
}

/** An object inside a list or an event, which is checked by its own type. */
interface AnyObject {
  object: string;
  [field: string]: unknown;
}

/** An event without its object. */
export interface EventEnvelope {
  id: Stripe.Event["id"];
  object: "event";
  api_version: Stripe.Event["api_version"];
  created: Stripe.Event["created"];
  data: { object: AnyObject; previous_attributes?: object };
  livemode: Stripe.Event["livemode"];
  pending_webhooks: Stripe.Event["pending_webhooks"];
  request: Stripe.Event.Request | null;
  type: Stripe.Event["type"];
}

/** A refusal: the API's error, of which the SDK types the kind that a payment intent keeps. */
export interface ErrorEnvelope {
  error: Omit<Stripe.PaymentIntent.LastPaymentError, "type" | "message"> & {
    type: Stripe.RawErrorType;
    message: string;
  };
}
