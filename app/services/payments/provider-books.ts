import type { MovementKind } from "../../domain/payments/movement.ts";
import type { Outcome } from "./outcome.ts";

/** The provider's own books: every movement of its balance, and what it paid out of it. */
export interface ProviderBooks {
  /** Movements created in [from, to], newest first, page by page; or those of one payout. */
  listBalanceTransactions(asked: MovementsAsked): Promise<Outcome<MovementPage>>;

  /** Payouts created since a time, newest first, page by page. */
  listPayouts(asked: PayoutsAsked): Promise<Outcome<PayoutPage>>;
}

export interface MovementsAsked {
  readonly from: number;
  readonly to: number;
  /** Only those that this payout is made of; the times do not count then. */
  readonly payout: string | null;
  readonly cursor: string | null;
}

export interface MovementPage {
  readonly movements: readonly ProviderMovement[];
  readonly next: string | null;
}

/** A line of the provider's balance. Minor units, signed: positive came in. amount − fee = net. */
export interface ProviderMovement {
  readonly id: string;
  readonly kind: MovementKind;
  /** The provider's own word for it. */
  readonly type: string;
  /** The charge, refund, dispute or payout that it is about; its own id when there is none. */
  readonly sourceRef: string;
  /** In the currency of the provider's account. */
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly feeMinor: bigint;
  readonly netMinor: bigint;
  /** As the payer was charged; the same unless the provider converted it. */
  readonly paidCurrency: string;
  readonly paidMinor: bigint;
  /** Decimal text; null when nothing was converted. */
  readonly exchangeRate: string | null;
  readonly occurredAt: number;
}

export interface PayoutsAsked {
  readonly since: number;
  readonly cursor: string | null;
}

export interface PayoutPage {
  readonly payouts: readonly ProviderPayout[];
  readonly next: string | null;
}

export interface ProviderPayout {
  readonly id: string;
  /** Positive: to our bank. */
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly status: "pending" | "paid" | "failed";
  /** Its movements can be listed: the provider made it by itself. */
  readonly automatic: boolean;
  readonly createdAt: number;
}
