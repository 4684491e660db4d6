import type { AttemptState } from "./attempt.ts";

/** What the return page says about an attempt (payments.md §3). */
export interface PaymentView {
  readonly shows: "paid" | "processing" | "suspended" | "not-paid";
  /** The page asks again by itself, without script. */
  readonly refreshes: boolean;
  /** The payer may go back to the page that is open. */
  readonly mayResume: boolean;
  /** False: "please don't pay again yet". */
  readonly mayPayAgain: boolean;
}

/** A payment that has begun on an account, minor units; `another`: not the reader's. */
export type GoingPayment =
  | { readonly by: "another" }
  | {
      readonly by: "me";
      readonly attemptId: string;
      readonly amountMinor: bigint;
      /** Money may have moved and nobody can say: nothing may be paid beside it. */
      readonly unsure: boolean;
      /** The provider has not answered yet: nobody was sent to its page, no money can move. */
      readonly starting: boolean;
    };

const waiting: PaymentView = {
  shows: "processing",
  refreshes: true,
  mayResume: false,
  mayPayAgain: false,
};
const ended: PaymentView = {
  shows: "not-paid",
  refreshes: false,
  mayResume: false,
  mayPayAgain: true,
};

/** An attempt of unknown outcome counts as processing: money may have moved. */
const views: Record<AttemptState, PaymentView> = {
  created: waiting,
  open: { ...ended, mayResume: true },
  processing: waiting,
  succeeded: { ...ended, shows: "paid" },
  suspended: { ...ended, shows: "suspended" },
  failed: ended,
  expired: ended,
  cancelled: ended,
};

/** The view of an attempt after the provider was asked. */
export function paymentView(state: AttemptState): PaymentView {
  return views[state];
}
