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
import { refreshAttempt } from "../payments/refresh-attempt.server.ts";
import type { Runtime } from "../ports.ts";

/** `unknown`: nobody can say yet. `suspense`: money came that is not what was asked for. */
export type ReturnShows = "processing" | "unknown" | "suspense" | "open" | "ended";

export type PayReturn =
  | { readonly paid: true; readonly accountId: string; readonly paymentId: string }
  | {
      readonly paid: false;
      readonly shows: ReturnShows;
      readonly refreshes: boolean;
      readonly accountId: string;
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
  if (attempt === null || attempt.debtorId !== actor.debtorId) return null;
  const { accountId, currency } = attempt;
  assert(isCurrency(currency), "an attempt has a known currency");
  const { answered, state, failure } = await refreshed(runtime, attempt);
  const payment = await findPaymentByAttempt(runtime.db, attempt.id);
  if (payment !== null) return { paid: true, accountId, paymentId: payment.id };
  const view = paymentView(state);
  const now = (await findAttempt(runtime.db, attempt.id)) ?? attempt;
  const shows = showing(answered, failure, state);
  return {
    paid: false,
    shows,
    refreshes: shows === "unknown" || (view.refreshes && shows !== "suspense"),
    accountId,
    amountMinor: attempt.amount,
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

/** What waits for a person is not asked about again. */
async function refreshed(runtime: Runtime, attempt: AttemptRow) {
  if (attempt.failure !== "suspense") return refreshAttempt(runtime, attempt);
  return { answered: true, state: attempt.state, failure: attempt.failure };
}

function showing(
  answered: boolean,
  failure: string | null,
  state: AttemptRow["state"],
): ReturnShows {
  if (failure === "suspense") return "suspense";
  if (state === "created" || (!answered && paymentView(state).mayResume)) return "unknown";
  if (state === "open") return "open";
  return paymentView(state).mayPayAgain ? "ended" : "processing";
}
