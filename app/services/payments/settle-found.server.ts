import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import {
  type AttemptRow,
  findAttempt,
  listTogether,
  lockTogether,
  updateAttempt,
} from "#app/db/stores/attempts.server.ts";
import { markPayerLinkPaid } from "#app/db/stores/payer-links.server.ts";
import { findPaymentByAttempt } from "#app/db/stores/payments.server.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import { type Currency, isCurrency } from "#app/domain/money/currency.ts";
import { type AttemptState, applyProviderFact } from "#app/domain/payments/attempt.ts";
import { checkSettlement } from "#app/domain/payments/settlement.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { AttemptId } from "#app/domain/primitives/ids.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { followCharge } from "../autopay/follow-charge.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { type BookedPayment, bookPayment } from "./book-payment.server.ts";
import { holdInSuspense } from "./hold-in-suspense.server.ts";
import type { PaymentState } from "./payment-state.ts";
import { queueReceipt } from "./queue-receipt.server.ts";
import type { Settled } from "./settled.server.ts";

/**
 * The one way in which the provider's word becomes ours: webhook, return page and sweeper all end
 * here, with a state that was fetched fresh (payments.md §3). Under the locks of the accounts that
 * the charge pays, then of their attempts: however many come at once, the money is booked once,
 * and an older word changes nothing.
 */
export async function settleFound(
  runtime: Runtime,
  attemptId: string,
  found: PaymentState,
): Promise<Settled> {
  return runtime.db.transaction(async (tx) => {
    const known = await findAttempt(tx, attemptId);
    assert(known !== null, `no attempt ${attemptId}`);
    for (const accountId of await accountsOf(tx, known)) await lockAccount(tx, accountId);
    const parts = await lockTogether(tx, known.leaderId);
    const leader = parts.find((part) => part.id === part.leaderId);
    assert(leader !== undefined, `no attempt ${known.leaderId}`);
    assert(
      parts.reduce((sum, part) => sum + part.amount, 0n) === leader.total,
      "the parts of a charge make its total",
    );
    return settle(runtime, tx, { leader, parts }, found);
  });
}

/** In the order of their ids, as every lock of several accounts is taken. */
async function accountsOf(tx: Tx, attempt: AttemptRow): Promise<readonly string[]> {
  if (attempt.amount === attempt.total) return [attempt.accountId];
  return (await listTogether(tx, attempt.leaderId)).map((part) => part.accountId);
}

/** One charge: the attempt that the provider knows, and one for each account, itself included. */
interface Charge {
  readonly leader: AttemptRow;
  readonly parts: readonly AttemptRow[];
}

async function settle(
  runtime: Runtime,
  tx: Tx,
  charge: Charge,
  found: PaymentState,
): Promise<Settled> {
  const { leader } = charge;
  const booked = await findPaymentByAttempt(tx, leader.id);
  if (booked !== null && (found.chargeId === null || booked.chargeRef === found.chargeId)) {
    return { state: leader.state, failure: null, paymentId: booked.id };
  }
  const check = checkSettlement(expectedOf(runtime, leader), found);
  const reasons: readonly string[] = check.ok ? [] : check.error;
  if (booked !== null || reasons.length > 0) {
    const why = booked === null ? reasons : [...reasons, "paid-twice"];
    const held = await holdInSuspense(runtime, tx, leader, found, why, booked?.id ?? null);
    // The card was charged: another try would take it twice.
    const isHeld = held.state === "suspended";
    if (isHeld) await followCharge(runtime, tx, leader, { state: "succeeded", code: "suspended" });
    return held;
  }
  if (found.status !== "succeeded") return note(runtime, tx, charge, found);
  return book(runtime, tx, charge, found);
}

function expectedOf(runtime: Runtime, attempt: AttemptRow) {
  return {
    attemptId: attempt.id as AttemptId,
    amountMinor: attempt.total,
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
  { leader, parts }: Charge,
  found: PaymentState,
): Promise<Settled> {
  const status = found.status === "succeeded" ? "processing" : found.status;
  const state = applyProviderFact(leader.state, status);
  const failure = found.failure?.messageKey ?? leader.failure;
  await change(runtime, tx, leader, found, state, failure);
  const ended = state !== leader.state && (state === "failed" || state === "expired");
  if (ended && found.failure !== null) {
    for (const part of parts) await tellFailed(runtime, tx, part, found.failure.messageKey);
  }
  if (ended)
    await followCharge(runtime, tx, leader, { state: "failed", code: found.failure?.code ?? null });
  return { state, failure, paymentId: null };
}

async function tellFailed(
  runtime: Runtime,
  tx: Tx,
  part: AttemptRow,
  reason: string,
): Promise<void> {
  const currency = currencyOf(part);
  const amount = formatAmount(part.amount, currency);
  await recordEvent(runtime, tx, {
    accountId: part.accountId,
    type: "payment.failed",
    data: { attemptId: part.id, amount, currency, reason },
  });
}

/** Each account under its own posting and event; all of them, or none. */
async function book(
  runtime: Runtime,
  tx: Tx,
  charge: Charge,
  found: PaymentState,
): Promise<Settled> {
  const { leader, parts } = charge;
  const { chargeId, authorisedAt } = found;
  if (chargeId === null || authorisedAt === null) return note(runtime, tx, charge, found);
  const { timeZone } = await loadPortfolio(tx, leader.portfolioId);
  const state = applyProviderFact(leader.state, "succeeded");
  await change(runtime, tx, leader, found, state, null);
  let ofLeader: BookedPayment | null = null;
  for (const part of parts) {
    const booked = await bookPayment(runtime, tx, {
      accountId: part.accountId,
      amountMinor: part.amount,
      effectiveOn: dateInZone(authorisedAt, timeZone),
      paidAt: new Date(authorisedAt),
      source: "stripe",
      method: found.method?.type ?? "card",
      reference: found.intentId,
      chargeRef: chargeId,
      debtorId: part.debtorId,
      attemptId: part.id,
      onceKey: onceKeyOf(charge, part, chargeId),
    });
    if (part.id === leader.id) ofLeader = booked;
  }
  assert(ofLeader !== null, "the leader pays an account itself");
  const { payment, accountSeq } = ofLeader;
  if (accountSeq !== null) await queueReceipt(runtime, tx, payment, leader);
  await followCharge(runtime, tx, leader, { state: "succeeded", code: null });
  if (leader.payerLinkId !== null) await markPayerLinkPaid(tx, leader.payerLinkId, payment.paidAt);
  return { state, failure: null, paymentId: payment.id };
}

/** A charge is booked once; one that pays several accounts, once to each. */
function onceKeyOf({ leader, parts }: Charge, part: AttemptRow, chargeId: string): string {
  const key = `${leader.provider}:${chargeId}`;
  return parts.length === 1 ? key : `${key}:${part.accountId}`;
}

async function change(
  runtime: Runtime,
  tx: Tx,
  leader: AttemptRow,
  found: PaymentState,
  state: AttemptState,
  failure: string | null,
): Promise<void> {
  const at = new Date(runtime.clock.now());
  const { reference, intentId: intentRef } = found;
  await updateAttempt(tx, leader.id, { state, failure, reference, intentRef, at });
}
