import type { Stripe } from "stripe";
import type { Fault } from "./api/faults.ts";
import type { SavedAnswer } from "./api/idempotency.ts";
import type { TestCard } from "./payments/cards.ts";
import type { Outbox } from "./webhooks/outbox.ts";

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
  charges: Record<string, Stripe.Charge>;
  refunds: Record<string, Stripe.Refund>;
  transactions: Record<string, Stripe.BalanceTransaction>;
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
}

/** One simulated Stripe account. */
export interface Sandbox {
  origin: string;
  memory: Memory;
  clock: SandboxClock;
  faults: Fault[];
  outbox: Outbox;
  /** The request being served, which events made by it name. */
  request: { id: string | null; key: string | null };
  /** The newest last; at most 500. */
  requests: ServedRequest[];
  settleAfterMs: number;
  log: SimulatorLog;
}

export interface ServedRequest {
  at: number;
  method: string;
  path: string;
  key: string | null;
  /** 0 when no answer was given. */
  status: number;
}

export type SimulatorLog = (line: string) => void;

export interface SandboxClock {
  /** Epoch milliseconds. */
  now(): number;
  set(now: number): void;
  advance(ms: number): void;
  real(): void;
}

export function emptyMemory(): Memory {
  return {
    sessions: {},
    lineItems: {},
    intentData: {},
    intents: {},
    methods: {},
    cards: {},
    charges: {},
    refunds: {},
    transactions: {},
    customers: {},
    products: {},
    prices: {},
    endpoints: {},
    secrets: {},
    events: {},
    answers: {},
  };
}

/** Real time, moved by an offset. */
export function sandboxClock(): SandboxClock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    set: (now) => {
      offset = now - Date.now();
    },
    advance: (ms) => {
      offset += ms;
    },
    real: () => {
      offset = 0;
    },
  };
}

/** The clock as Stripe writes times: whole seconds. */
export const seconds = (sandbox: Sandbox): number => Math.floor(sandbox.clock.now() / 1000);
