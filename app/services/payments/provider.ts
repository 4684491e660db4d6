import type { Currency } from "../../domain/money/currency.ts";
import type { AttemptId } from "../../domain/primitives/ids.ts";
import type { Result } from "../../domain/primitives/result.ts";
import type { Outcome } from "./outcome.ts";
import type { PaymentMethodKind, PaymentState } from "./payment-state.ts";
import type { ProviderBooks } from "./provider-books.ts";
import type { ProviderRefunds } from "./provider-refund.ts";
import type { SavedMethodProvider } from "./provider-saved.ts";

/**
 * Takes money by sending the payer to a page of the provider. Amounts are minor units of
 * domain/money (2 places for CNY, 0 for JPY, 3 for KWD); times are epoch milliseconds. No method
 * throws for anything the outside does: see Outcome.
 */
export interface PaymentProvider extends ProviderBooks, SavedMethodProvider, ProviderRefunds {
  readonly name: string;
  /** False in test mode. What is read in the other mode is never settled. */
  readonly livemode: boolean;

  /** What may be asked for in a currency; decided without a call. */
  capabilities(currency: Currency): PaymentCapabilities;

  /** Opens a payment page. Repeat with the same key and parameters after an unknown outcome. */
  startPayment(order: PaymentOrder): Promise<Outcome<StartedPayment>>;

  /** The present state, by reference, or by any object id that an event named. */
  fetchPayment(id: string): Promise<Outcome<PaymentState>>;

  /** Every payment that carries the attempt's id and was started in [from, to]. Usually 0 or 1. */
  findByAttempt(search: AttemptSearch): Promise<Outcome<readonly PaymentState[]>>;

  /** Closes the page. When it is too late the answer is the state that was found instead. */
  cancelPayment(cancel: PaymentCancel): Promise<Outcome<PaymentState>>;

  /** Verifies the signature over the bytes as received, then reads the envelope only. */
  parseWebhook(delivery: WebhookDelivery): Result<ProviderEvent, WebhookRefusal>;

  /** Events since a time, newest first, page by page; for what no webhook brought. */
  listChanges(since: ChangesSince): Promise<Outcome<ChangePage>>;
}

export interface PaymentCapabilities {
  readonly supported: boolean;
  readonly minAmountMinor: bigint;
  readonly maxAmountMinor: bigint;
  /** Amounts must be a multiple of this: 10 for three-decimal currencies, otherwise 1. */
  readonly stepMinor: bigint;
  readonly methods: readonly PaymentMethodKind[];
  /** Those that can be charged again without the payer; never Alipay or WeChat Pay. */
  readonly reusableMethods: readonly PaymentMethodKind[];
  /** How far ahead `expiresAt` of an order must and may lie. */
  readonly pageLifetimeMs: { readonly min: number; readonly max: number };
}

/** Everything is stored before the call, so that a repeat sends the same. */
export interface PaymentOrder {
  readonly attemptId: AttemptId;
  /** `attempt:<id>:create`; at most 255 characters. */
  readonly idempotencyKey: string;
  readonly amountMinor: bigint;
  readonly currency: Currency;
  /** BCP 47; a language that the provider's page lacks lets the browser choose. */
  readonly locale: string;
  /** Shown as what is being paid; no debt detail beyond what the payer may see. */
  readonly description: string;
  /** The portfolio's allow-list; those that the currency lacks are left out. */
  readonly methods: readonly PaymentMethodKind[];
  /** May hold the literal {CHECKOUT_SESSION_ID}. Must not be believed on return. */
  readonly successUrl: string;
  readonly cancelUrl: string;
  readonly expiresAt: number;
}

export interface StartedPayment {
  /** Names the payment from now on. */
  readonly reference: string;
  readonly redirectUrl: string;
  readonly expiresAt: number;
}

export interface AttemptSearch {
  readonly attemptId: AttemptId;
  readonly from: number;
  readonly to: number;
}

export interface PaymentCancel {
  readonly reference: string;
  readonly idempotencyKey: string;
}

export interface WebhookDelivery {
  readonly rawBody: string | Uint8Array;
  readonly signature: string | null;
  readonly receivedAt: number;
}

/** Not believed beyond its envelope: the object is fetched fresh. */
export interface ProviderEvent {
  readonly id: string;
  readonly type: string;
  /** Null when the event names no object. */
  readonly objectId: string | null;
  readonly objectType: string | null;
  readonly livemode: boolean;
  readonly createdAt: number;
  readonly apiVersion: string | null;
}

export type WebhookRefusal =
  | "signature-missing"
  | "signature-invalid" // wrong secret, changed or re-serialised body
  | "signature-old" // more than 300 s
  | "not-an-event";

export interface ChangesSince {
  readonly since: number;
  /** `next` of the page before; null for the first. */
  readonly cursor: string | null;
}

export interface ChangePage {
  readonly events: readonly ProviderEvent[];
  readonly next: string | null;
}
