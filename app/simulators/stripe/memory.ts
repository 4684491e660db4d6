import type { Stripe } from "stripe";

/** Everything the simulator remembers; a plain value, so that it can be kept in a file. */
export interface Memory {
  sessions: Record<string, Stripe.Checkout.Session>;
  lineItems: Record<string, Stripe.LineItem[]>;
  /** What a session will put on its payment intent when the payer submits. */
  intentData: Record<string, IntentData>;
  intents: Record<string, Stripe.PaymentIntent>;
  methods: Record<string, Stripe.PaymentMethod>;
  /** How each payment method made from a test card behaves. */
  cards: Record<string, TestCard>;
  /** What each payment method has been through; absent: nothing yet. */
  methodPast: Record<string, MethodPast>;
  setups: Record<string, Stripe.SetupIntent>;
  charges: Record<string, Stripe.Charge>;
  refunds: Record<string, Stripe.Refund>;
  disputes: Record<string, Stripe.Dispute>;
  transactions: Record<string, Stripe.BalanceTransaction>;
  /** The currency that everything is settled in, at so many of it for one; null: each its own. */
  settlement: { currency: string; rate: number } | null;
  payouts: Record<string, Stripe.Payout>;
  /** Which payout each balance transaction went out with. */
  payoutOf: Record<string, string>;
  /** The midnight up to which daily payouts have been made; null: payouts only when told. */
  payoutsSince: number | null;
  customers: Record<string, Stripe.Customer>;
  products: Record<string, Stripe.Product>;
  prices: Record<string, Stripe.Price>;
  endpoints: Record<string, Stripe.WebhookEndpoint>;
  /** Signing secrets of each endpoint; several during rotation. */
  secrets: Record<string, string[]>;
  events: Record<string, Stripe.Event>;
  answers: Record<string, SavedAnswer>;
}

export interface IntentData {
  description: string | null;
  metadata: Record<string, string>;
  statementDescriptorSuffix: string | null;
  setupFutureUsage: Stripe.PaymentIntent.SetupFutureUsage | null;
}

/** `setUp`: the bank agreed to later charges. `spent`: detached, or used up by a payment. */
export interface MethodPast {
  setUp?: boolean;
  spent?: boolean;
}

/** The answer kept under an idempotency key. */
export interface SavedAnswer {
  hash: string;
  status: number;
  body: string;
  requestId: string;
  at: number;
}

/** A card number of Stripe's documentation (docs.stripe.com/testing) and what it does. */
export interface TestCard {
  number: string;
  brand: string;
  funding: "credit" | "debit" | "prepaid";
  country: string;
  /** Whether the bank asks for 3-D Secure while the payer is there. */
  challenge: boolean;
  /** Of a card whose bank asks: when a charge without the payer passes. */
  offSession?: "never" | "once-set-up" | "always";
  decline: Decline | null;
  /** Which use meets the decline: each one, payments but not saving, or only once saved. */
  declines?: "payments" | "saved";
  /** Refunds wait, or fail after they succeeded. */
  refund?: "pending" | "fails";
  /** A payment is disputed as soon as it is made. */
  dispute?: { reason: string; inquiry: boolean };
  /** The money can be paid out at once. */
  availableNow?: boolean;
}

export interface Decline {
  code: string;
  declineCode: string | null;
  message: string;
}

export function emptyMemory(): Memory {
  return {
    sessions: {},
    lineItems: {},
    intentData: {},
    intents: {},
    methods: {},
    cards: {},
    methodPast: {},
    setups: {},
    charges: {},
    refunds: {},
    disputes: {},
    transactions: {},
    settlement: null,
    payouts: {},
    payoutOf: {},
    payoutsSince: null,
    customers: {},
    products: {},
    prices: {},
    endpoints: {},
    secrets: {},
    events: {},
    answers: {},
  };
}
