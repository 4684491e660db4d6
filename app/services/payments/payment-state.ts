export type PaymentMethodKind = "card" | "alipay" | "wechat_pay";

export interface PaymentState {
  /** Null when the payment was not started by `startPayment`. */
  readonly reference: string | null;
  readonly status: PaymentStatus;
  readonly amountMinor: bigint;
  /** ISO 4217, upper case; not checked against our list: money may come in any. */
  readonly currency: string;
  readonly livemode: boolean;
  /** As the metadata says; whether it is ours is for the caller to look up. */
  readonly attemptId: string | null;
  readonly intentId: string | null;
  /** The charge that succeeded, or the last one tried. One ledger posting per charge. */
  readonly chargeId: string | null;
  readonly method: PaidBy | null;
  /** When the payer authorised it by the provider's clock; set once succeeded. */
  readonly authorisedAt: number | null;
  /** Why the last try failed. An `open` payment may carry one: the payer can try again. */
  readonly failure: PaymentFailure | null;
  readonly expiresAt: number | null;
}

/** `open`: the payer may still pay. `processing`: authorised, money not certain yet. */
export type PaymentStatus = "open" | "processing" | "succeeded" | "failed" | "expired";

export interface PaidBy {
  /** A PaymentMethodKind, or whatever else the provider names. */
  readonly type: string;
  readonly brand: string | null;
  readonly last4: string | null;
}

export interface PaymentFailure {
  /** The provider's own code, for staff and logs. */
  readonly code: string;
  readonly messageKey: PaymentFailureKey;
}

/** What a payer may be told. Lost and stolen cards are `declined`: never say more. */
export type PaymentFailureKey =
  | "declined"
  | "insufficient-funds"
  | "expired-card"
  | "incorrect-details"
  | "limit-reached"
  | "authentication-failed"
  | "not-supported"
  | "try-again"
  | "expired";
