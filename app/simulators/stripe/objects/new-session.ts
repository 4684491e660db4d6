import type { Stripe } from "stripe";
import { newId } from "../ids.ts";
import { type Sandbox, seconds } from "../sandbox.ts";

export interface SessionOrder {
  mode: "payment" | "setup";
  /** Null when a card is saved and nothing is paid. */
  amount: number | null;
  currency: string | null;
  cancelUrl: string | null;
  successUrl: string;
  clientReferenceId: string | null;
  customer: string | null;
  customerCreation: "always" | "if_required";
  customerEmail: string | null;
  expiresAt: number;
  locale: Stripe.Checkout.Session.Locale | null;
  metadata: Record<string, string>;
  methods: { allowed: string[] | null; types: string[] };
  /** Stripe makes it with the session, unlike a payment intent. */
  setupIntent: string | null;
  submitType: Stripe.Checkout.Session.SubmitType | null;
  adaptivePricing: boolean;
}

/** An open checkout session with its own page: to pay, or to save a card. */
export function newSession(sandbox: Sandbox, order: SessionOrder): Stripe.Checkout.Session {
  const id = newId("cs_test_", 58);
  const session: Stripe.Checkout.Session = {
    ...unused(),
    id,
    object: "checkout.session",
    adaptive_pricing: { enabled: order.adaptivePricing },
    amount_subtotal: order.amount,
    amount_total: order.amount,
    cancel_url: order.cancelUrl,
    client_reference_id: order.clientReferenceId,
    created: seconds(sandbox),
    currency: order.currency,
    customer: order.customer,
    customer_creation: order.customer === null ? order.customerCreation : null,
    customer_email: order.customerEmail,
    expires_at: order.expiresAt,
    livemode: false,
    locale: order.locale,
    metadata: order.metadata,
    mode: order.mode,
    allowed_payment_method_types: order.methods.allowed,
    payment_method_types: order.methods.types,
    payment_status: order.mode === "setup" ? "no_payment_required" : "unpaid",
    status: "open",
    setup_intent: order.setupIntent,
    submit_type: order.submitType,
    success_url: order.successUrl,
    total_details:
      order.mode === "setup" ? null : { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: "hosted_page",
    url: `${sandbox.origin}/c/pay/${id}`,
  };
  sandbox.memory.sessions[id] = session;
  return session;
}

type Used =
  | "id"
  | "object"
  | "adaptive_pricing"
  | "allowed_payment_method_types"
  | "amount_subtotal"
  | "amount_total"
  | "cancel_url"
  | "created"
  | "currency"
  | "expires_at"
  | "livemode"
  | "mode"
  | "payment_method_types"
  | "payment_status"
  | "success_url"
  | "url";

/** What a plain payment leaves empty. */
function unused(): Omit<Stripe.Checkout.Session, Used> {
  return {
    after_expiration: null,
    allow_promotion_codes: null,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    client_reference_id: null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer: null,
    customer_account: null,
    customer_creation: null,
    customer_details: null,
    customer_email: null,
    discounts: [],
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    locale: null,
    managed_payments: null,
    metadata: {},
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: "if_required",
    payment_method_configuration_details: null,
    payment_method_options: {},
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: null,
    submit_type: null,
    subscription: null,
    total_details: null,
    ui_mode: "hosted_page",
    wallet_options: null,
  };
}
