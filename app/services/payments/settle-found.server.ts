import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import {
  type AttemptRow,
  findAttempt,
  lockAttempt,
  updateAttempt,
} from "#app/db/stores/attempts.server.ts";
import { findPaymentByAttempt } from "#app/db/stores/payments.server.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import { type Currency, isCurrency } from "#app/domain/money/currency.ts";
import { type AttemptState, applyProviderFact } from "#app/domain/payments/attempt.ts";
import { checkSettlement } from "#app/domain/payments/settlement.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { AttemptId } from "#app/domain/primitives/ids.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { bookPayment } from "./book-payment.server.ts";
import { holdInSuspense } from "./hold-in-suspense.server.ts";
import type { PaymentState } from "./provider.ts";
import { queueReceipt } from "./queue-receipt.server.ts";
import type { Settled } from "./settled.server.ts";

/**
 * The one way in which the provider's word becomes ours: webhook, return page and sweeper all end
 * here, with a state that was fetched fresh (payments.md §3). Under the lock of the account, then
 * of the attempt: however many come at once, the money is booked once, and an older word changes
 * nothing.
 */
export async function settleFound(
  runtime: Runtime,
  attemptId: string,
  found: PaymentState,
): Promise<Settled> {
  return runtime.db.transaction(async (tx) => {
    const known = await findAttempt(tx, attemptId);
    assert(known !== null, `no attempt ${attemptId}`);
    await lockAccount(tx, known.accountId);
    const attempt = await lockAttempt(tx, attemptId);
    assert(attempt !== null, `no attempt ${attemptId}`);
    return settle(runtime, tx, attempt, found);
  });
}

async function settle(
  runtime: Runtime,
  tx: Tx,
  attempt: AttemptRow,
  found: PaymentState,
): Promise<Settled> {
  const booked = await findPaymentByAttempt(tx, attempt.id);
  if (booked !== null && (found.chargeId === null || booked.chargeRef === found.chargeId)) {
    return { state: attempt.state, failure: null, paymentId: booked.id };
  }
  const check = checkSettlement(expectedOf(runtime, attempt), found);
  const reasons: readonly string[] = check.ok ? [] : check.error;
  if (booked !== null || reasons.length > 0) {
    const why = booked === null ? reasons : [...reasons, "paid-twice"];
    return holdInSuspense(runtime, tx, attempt, found, why, booked?.id ?? null);
  }
  if (found.status !== "succeeded") return note(runtime, tx, attempt, found);
  return book(runtime, tx, attempt, found);
}

function expectedOf(runtime: Runtime, attempt: AttemptRow) {
  return {
    attemptId: attempt.id as AttemptId,
    amountMinor: attempt.amount,
    currency: currencyOf(attempt),
    livemode: runtime.payments.livemode,
  };
}

function currencyOf({ currency }: AttemptRow): Currency {
  assert(isCurrency(currency), "an attempt has a known currency");
  return currency;
}

/** Not paid, or not yet: the state moves on, never back. */
async function note(
  runtime: Runtime,
  tx: Tx,
  attempt: AttemptRow,
  found: PaymentState,
): Promise<Settled> {
  const status = found.status === "succeeded" ? "processing" : found.status;
  const state = applyProviderFact(attempt.state, status);
  const failure = found.failure?.messageKey ?? attempt.failure;
  await change(runtime, tx, attempt, found, state, failure);
  const ended = state !== attempt.state && (state === "failed" || state === "expired");
  if (ended && found.failure !== null) {
    await recordEvent(runtime, tx, {
      accountId: attempt.accountId,
      type: "payment.failed",
      data: {
        attemptId: attempt.id,
        amount: formatAmount(attempt.amount, currencyOf(attempt)),
        currency: currencyOf(attempt),
        reason: found.failure.messageKey,
      },
    });
  }
  return { state, failure, paymentId: null };
}

async function book(
  runtime: Runtime,
  tx: Tx,
  attempt: AttemptRow,
  found: PaymentState,
): Promise<Settled> {
  const { chargeId, authorisedAt } = found;
  if (chargeId === null || authorisedAt === null) return note(runtime, tx, attempt, found);
  const { timeZone } = await loadPortfolio(tx, attempt.portfolioId);
  const state = applyProviderFact(attempt.state, "succeeded");
  await change(runtime, tx, attempt, found, state, null);
  const { payment, accountSeq } = await bookPayment(runtime, tx, {
    accountId: attempt.accountId,
    amountMinor: attempt.amount,
    effectiveOn: dateInZone(authorisedAt, timeZone),
    paidAt: new Date(authorisedAt),
    source: "stripe",
    method: found.method?.type ?? "card",
    reference: found.intentId,
    chargeRef: chargeId,
    debtorId: attempt.debtorId,
    attemptId: attempt.id,
    onceKey: `${attempt.provider}:${chargeId}`,
  });
  if (accountSeq !== null) await queueReceipt(runtime, tx, payment, attempt);
  return { state, failure: null, paymentId: payment.id };
}

async function change(
  runtime: Runtime,
  tx: Tx,
  attempt: AttemptRow,
  found: PaymentState,
  state: AttemptState,
  failure: string | null,
): Promise<void> {
  const at = new Date(runtime.clock.now());
  const { reference, intentId: intentRef } = found;
  await updateAttempt(tx, attempt.id, { state, failure, reference, intentRef, at });
}
