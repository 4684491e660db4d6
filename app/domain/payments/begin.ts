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

/** What one charge takes for one account, in minor units. */
export interface PaidPart {
  readonly accountId: string;
  readonly amountMinor: bigint;
}

export interface OpenAttempt {
  readonly state: AttemptState;
  /** Who pays: a debtor, or a payer link. */
  readonly party: string;
  /** One account, or several that one charge pays. */
  readonly parts: readonly PaidPart[];
}

export type Beginning =
  | "start"
  /** Repeat the stored call under its own key; then decide again. */
  | "ask-again"
  /** Send the payer to the page that is open. */
  | "resume"
  /** Accounts or amounts changed: close the open page first, then decide again. */
  | "expire-first"
  /** The payer has paid and the provider is not sure yet: nothing new. */
  | "being-paid"
  /** Another party is paying: say so, name nobody. */
  | "paid-by-another";

/** `about`: the attempt that the beginning is about; null when it starts anew. */
export interface Decision<A> {
  readonly beginning: Beginning;
  readonly about: A | null;
  /** It stands alone, and pays what is wished: no more, no less. */
  readonly same: boolean;
}

/**
 * What a click on "pay" does, given the attempts that stand on the accounts it would pay. While
 * any of them may still bring money, nothing begins beside it.
 */
export function beginAttempt<A extends OpenAttempt>(
  existing: readonly A[],
  wish: Omit<OpenAttempt, "state">,
): Decision<A> {
  const open = existing.filter(({ state }) => isUnsettled(state));
  const [first] = open;
  if (first === undefined) return { beginning: "start", about: null, same: false };
  const same = open.length === 1 && sameParts(first.parts, wish.parts);
  const stranger = open.find(({ party }) => party !== wish.party);
  if (stranger) return { beginning: "paid-by-another", about: stranger, same };
  const paid = open.find(({ state }) => state === "processing");
  if (paid) return { beginning: "being-paid", about: paid, same };
  const asked = open.find(({ state }) => state === "created");
  if (asked) return { beginning: "ask-again", about: asked, same };
  return { beginning: same ? "resume" : "expire-first", about: first, same };
}

function sameParts(these: readonly PaidPart[], those: readonly PaidPart[]): boolean {
  if (these.length !== those.length) return false;
  const amounts = new Map(those.map((part) => [part.accountId, part.amountMinor]));
  return these.every((part) => amounts.get(part.accountId) === part.amountMinor);
}
