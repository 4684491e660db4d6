import {
  type AttemptRow,
  findAttempt,
  findAttemptByReference,
  findNewestAttempt,
} from "#app/db/stores/attempts.server.ts";
import { findPaymentByAttempt } from "#app/db/stores/payments.server.ts";
import { type Currency, isCurrency } from "#app/domain/money/currency.ts";
import { paymentView } from "#app/domain/payments/view.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { DebtorActor } from "../actor.ts";
import { purpose as payNow } from "../payments/begin-payment.server.ts";
import { receiptAddress } from "../payments/receipt-address.server.ts";
import { refreshAttempt } from "../payments/refresh-attempt.server.ts";
import type { Runtime } from "../ports.ts";

/**
 * `starting`: the provider has not opened a page yet, so nobody can have paid on it. `unknown`:
 * nobody can say yet. `suspended`: money came that is not what was asked for.
 */
export type ReturnShows = "processing" | "starting" | "unknown" | "suspended" | "open" | "ended";

export type PayReturn =
  | { readonly paid: true; readonly receipt: string }
  | {
      readonly paid: false;
      readonly shows: ReturnShows;
      readonly refreshes: boolean;
      readonly accountId: string;
      /** One charge for more accounts than this one. */
      readonly several: boolean;
      readonly amountMinor: bigint;
      readonly currency: Currency;
      readonly failure: string | null;
      /** The provider's page, while it is open. */
      readonly pageUrl: string | null;
    };

/**
 * How a payment came out, for the payer who comes back. Nothing in the address is believed: it
 * only picks one of this debtor's own attempts, and the provider is asked (payments.md §3). Null:
 * there is none, or it is somebody else's.
 */
export async function payReturn(
  runtime: Runtime,
  actor: DebtorActor,
  address: { readonly session: string | null; readonly attempt: string | null },
): Promise<PayReturn | null> {
  const attempt = await named(runtime, actor, address);
  const own = attempt?.debtorId === actor.debtorId && attempt.payerLinkId === null;
  if (attempt === null || !own) return null;
  const { accountId, currency } = attempt;
  assert(isCurrency(currency), "an attempt has a known currency");
  const { answered, state, failure } = await refreshAttempt(runtime, attempt);
  const payment = await findPaymentByAttempt(runtime.db, attempt.id);
  if (payment !== null) return { paid: true, receipt: receiptAddress(payment, attempt) };
  const now = (await findAttempt(runtime.db, attempt.id)) ?? attempt;
  const shows = showing(answered, { purpose: attempt.purpose, state });
  return {
    paid: false,
    shows,
    refreshes: refreshes.includes(shows),
    accountId,
    several: attempt.amount !== attempt.total,
    amountMinor: attempt.total,
    currency,
    failure,
    pageUrl: shows === "open" ? now.redirectUrl : null,
  };
}

function named(
  runtime: Runtime,
  actor: DebtorActor,
  { session, attempt }: { session: string | null; attempt: string | null },
): Promise<AttemptRow | null> {
  if (session !== null) return findAttemptByReference(runtime.db, session);
  if (attempt === null) return findNewestAttempt(runtime.db, actor.debtorId);
  return isUuid(attempt) ? findAttempt(runtime.db, attempt) : Promise.resolve(null);
}

/** While it shows one of these, the page asks again by itself. */
export const refreshes: readonly ReturnShows[] = ["processing", "starting", "unknown"];

/** How an attempt stands, after the provider was asked: `answered` when it said anything. */
export function showing(
  answered: boolean,
  { purpose, state }: Pick<AttemptRow, "purpose" | "state">,
): ReturnShows {
  if (state === "suspended") return "suspended";
  // A saved card is charged without a page.
  if (state === "created" && purpose === payNow) return "starting";
  if (state === "created" || (!answered && paymentView(state).mayResume)) return "unknown";
  if (state === "open") return "open";
  return paymentView(state).mayPayAgain ? "ended" : "processing";
}
