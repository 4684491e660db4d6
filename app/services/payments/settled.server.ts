import type { AttemptState } from "#app/domain/payments/attempt.ts";

/** How an attempt stands after what was found has been taken in. */
export interface Settled {
  readonly state: AttemptState;
  readonly failure: string | null;
  readonly paymentId: string | null;
}
