import type { Currency } from "../../domain/money/currency.ts";
import type { DisputeState } from "../../domain/payments/dispute.ts";
import type { RefundFact } from "../../domain/payments/refund.ts";
import type { Outcome } from "./outcome.ts";

/** Money that goes back to the payer: sent by us, or taken by the payer's bank. */
export interface ProviderRefunds {
  /** Sends a part of a charge back. Repeat with the same key after an unknown outcome. */
  refund(order: RefundOrder): Promise<Outcome<ProviderRefund>>;

  /** The present state of a refund, by the provider's id. */
  fetchRefund(id: string): Promise<Outcome<ProviderRefund>>;

  /** Every refund of a charge, whoever made it, oldest first; 100 at the most. */
  listRefunds(chargeRef: string): Promise<Outcome<readonly ProviderRefund[]>>;

  /** The present state of a dispute or an inquiry, by the provider's id. */
  fetchDispute(id: string): Promise<Outcome<ProviderDispute>>;
}

export interface RefundOrder {
  /** Our refund: in the metadata, so that it is found again when the answer was lost. */
  readonly refundId: string;
  /** `refund:<id>:create`. */
  readonly idempotencyKey: string;
  readonly chargeRef: string;
  readonly amountMinor: bigint;
  readonly currency: Currency;
  readonly duplicate: boolean;
}

export interface ProviderRefund {
  readonly id: string;
  readonly status: RefundFact;
  readonly chargeRef: string;
  /** As the metadata says; null: somebody made it at the provider. */
  readonly refundId: string | null;
  readonly amountMinor: bigint;
  /** ISO 4217, upper case. */
  readonly currency: string;
  readonly createdAt: number;
  /** The provider's own word, for staff. */
  readonly failure: string | null;
}

export interface ProviderDispute {
  readonly id: string;
  readonly status: DisputeState;
  readonly chargeRef: string;
  /** What is disputed; it may differ from what was charged. */
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly livemode: boolean;
  /** The provider's own word: "fraudulent", "product_not_received"… */
  readonly reason: string;
  /** Until when the bank takes an answer. */
  readonly dueBy: number | null;
  readonly openedAt: number;
  /** The movement that took the money and has not been given back; null: we have it. */
  readonly withdrawal: string | null;
}
