import type { AccountId } from "../primitives/ids.ts";
import { type AttemptState, isUnsettled } from "./attempt.ts";

/** What an attempt is for; one of each may be open on an obligation. */
export type AttemptPurpose = "pay-now" | "save-card";

/**
 * What is being paid, as the key of "one open attempt per obligation and purpose". It is the
 * whole account, whichever amount was chosen: paying the balance in one tab and an instalment in
 * another would take too much.
 */
export function obligationKey(accountId: AccountId): string {
  return `account:${accountId}`;
}

export interface OpenAttempt {
  readonly state: AttemptState;
  /** Who pays: a debtor, or a payer link. */
  readonly party: string;
  readonly amountMinor: bigint;
}

export type Beginning =
  | "start"
  /** Repeat the stored call under its own key; then decide again. */
  | "ask-again"
  /** Send the payer to the page that is open. */
  | "resume"
  /** The amount changed: close the open page first, then start. */
  | "expire-first"
  /** The payer has paid and the provider is not sure yet: nothing new. */
  | "being-paid"
  /** Another party is paying: say so, name nobody. */
  | "paid-by-another";

/** What a click on "pay" does, given the unsettled attempt on the same obligation, if any. */
export function beginAttempt(
  existing: OpenAttempt | null,
  wish: { readonly party: string; readonly amountMinor: bigint },
): Beginning {
  if (existing === null || !isUnsettled(existing.state)) return "start";
  if (existing.party !== wish.party) return "paid-by-another";
  if (existing.state === "processing") return "being-paid";
  if (existing.state === "created") return "ask-again";
  return existing.amountMinor === wish.amountMinor ? "resume" : "expire-first";
}
