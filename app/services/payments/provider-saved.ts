import type { Currency } from "../../domain/money/currency.ts";
import type { AttemptId, DebtorId } from "../../domain/primitives/ids.ts";
import type { Outcome } from "./outcome.ts";
import type { PaymentMethodKind, PaymentState } from "./payment-state.ts";

/** The part of a provider that keeps a payer's method and charges it without the payer. */
export interface SavedMethodProvider {
  /** Names a debtor to the provider, by our own id alone. The same key answers the same. */
  createCustomer(wish: NewCustomer): Promise<Outcome<{ readonly reference: string }>>;

  /** Opens a page of the provider's own that saves a method. Repeat with the same key. */
  startSetup(order: SetupOrder): Promise<Outcome<StartedSetup>>;

  /** How a setup stands, by its reference or by any object id that an event named. */
  fetchSetup(id: string): Promise<Outcome<SetupState>>;

  /**
   * Charges a saved method while the payer is away. Repeat with the same key and parameters after
   * an unknown outcome; nothing else tells what became of it.
   */
  chargeSaved(order: ChargeOrder): Promise<Outcome<ChargedSaved>>;

  /** Charges that carry the attempt's id, made in [from, to], by page or card. Usually 0 or 1. */
  findCharges(search: ChargeSearch): Promise<Outcome<readonly PaymentState[]>>;

  /** A saved method as it is now; `customer` null: it can no longer be charged. */
  fetchMethod(reference: string): Promise<Outcome<MethodState>>;

  /** Takes a method from its customer for good. One that is already gone is a success. */
  detachMethod(reference: string): Promise<Outcome<MethodState>>;
}

export interface NewCustomer {
  readonly debtorId: DebtorId;
  /** `customer:<debtor id>` */
  readonly idempotencyKey: string;
}

/** Everything is stored before the call, so that a repeat sends the same. */
export interface SetupOrder {
  readonly setupId: string;
  /** `setup:<id>:create` */
  readonly idempotencyKey: string;
  readonly customer: string;
  readonly currency: Currency;
  /** BCP 47; a language that the provider's page lacks lets the browser choose. */
  readonly locale: string;
  /** Reusable ones only. */
  readonly methods: readonly PaymentMethodKind[];
  /** May hold the literal {CHECKOUT_SESSION_ID}. Must not be believed on return. */
  readonly successUrl: string;
  readonly cancelUrl: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export interface StartedSetup {
  readonly reference: string;
  readonly redirectUrl: string;
  readonly expiresAt: number;
}

export interface SetupState {
  /** The page's; null when no page of ours made it. */
  readonly reference: string | null;
  /** `failed`: the last card was refused; the page may still be open. */
  readonly status: "open" | "succeeded" | "failed" | "expired";
  /** As the metadata says; whether it is ours is for the caller to look up. */
  readonly setupId: string | null;
  readonly livemode: boolean;
  readonly customer: string | null;
  /** Set once succeeded. */
  readonly method: MethodState | null;
}

export interface MethodState {
  readonly reference: string;
  /** A PaymentMethodKind, or whatever else the provider names. */
  readonly kind: string;
  readonly customer: string | null;
  readonly brand: string | null;
  readonly last4: string | null;
  readonly expMonth: number | null;
  readonly expYear: number | null;
}

/** Stored before the call. Amounts are minor units of domain/money. */
export interface ChargeOrder {
  readonly attemptId: AttemptId;
  /** `attempt:<id>:create` */
  readonly idempotencyKey: string;
  readonly amountMinor: bigint;
  readonly currency: Currency;
  readonly customer: string;
  readonly method: string;
  /** Shown on the payer's statement at the provider; no debt detail. */
  readonly description: string;
}

/**
 * `requires-payer`: the bank wants to see the payer. `declined`: not paid, and this charge will
 * not be. `state.failure.code` says why.
 */
export interface ChargedSaved {
  readonly result: "succeeded" | "requires-payer" | "declined" | "processing";
  readonly state: PaymentState;
}

export interface ChargeSearch {
  readonly attemptId: AttemptId;
  /** Whose saved method was charged; null: anybody's, who paid on a page. */
  readonly customer: string | null;
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
}
