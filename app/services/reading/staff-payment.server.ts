import { findAccount } from "#app/db/stores/accounts.server.ts";
import { type AttemptRow, findAttempt } from "#app/db/stores/attempts.server.ts";
import { type DisputeCaseRow, listDisputesOf } from "#app/db/stores/dispute-cases.server.ts";
import { listMovementsOf } from "#app/db/stores/payment-movements.server.ts";
import {
  listDisputePostings,
  listEntriesOf,
  listEventsNumbered,
  listProviderEventsOf,
  type TrailEntry,
} from "#app/db/stores/payment-trail.server.ts";
import { findPayment, type PaymentRow } from "#app/db/stores/payments.server.ts";
import { listRefundsOf, type RefundRow } from "#app/db/stores/refunds.server.ts";
import type { TimelineEvent } from "#app/db/stores/timeline.server.ts";
import { deliveryOf } from "#app/domain/feedback/delivery.ts";
import { type Currency, isCurrency } from "#app/domain/money/currency.ts";
import { refundLimit } from "#app/domain/payments/refund.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { actorName } from "../act.server.ts";
import type { StaffActor } from "../actor.ts";
import { refundable } from "../payments/refundable.server.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { recordLook } from "../staff/record-look.server.ts";
import { debtorNames } from "./debtor-names.server.ts";

/**
 * One payment from the click to the payout: the attempt, what the provider said, every entry of
 * the ledger, what went back, and what the collector was told. Null: not there, or of others.
 */
export async function staffPayment(runtime: Runtime, actor: StaffActor, paymentId: string) {
  const { db } = runtime;
  const payment = isUuid(paymentId) ? await findPayment(db, paymentId) : null;
  if (payment === null || !actor.portfolioIds.includes(payment.portfolioId)) return null;
  const account = await findAccount(db, payment.accountId);
  assert(account !== null, "a payment stands on an account");
  await recordLook(runtime, actor, {
    action: "account.viewed",
    portfolioId: payment.portfolioId,
    subject: `account:${account.id}`,
    detail: { paymentId },
  });
  const portfolio = await loadPortfolio(db, payment.portfolioId);
  const debtorId = payment.debtorId ?? account.debtorId;
  const names = await debtorNames(runtime, [debtorId]);
  const attempt = payment.attemptId === null ? null : await findAttempt(db, payment.attemptId);
  const refunds = await listRefundsOf(db, payment.id);
  const disputes = await listDisputesOf(db, payment.id);
  const entries = await entriesOf(runtime, payment, refunds, disputes);
  const numbers = [...new Set(entries.map(({ accountSeq }) => accountSeq))];
  const told = await listEventsNumbered(db, payment.accountId, numbers);
  const standing = await db.transaction((tx) => refundable(tx, payment, false));
  return {
    ...factsOf(payment),
    ref: account.ref,
    name: names.get(debtorId) ?? account.ref,
    zone: portfolio.timeZone,
    heldMinor: payment.amount - payment.returned,
    refundableMinor: refundLimit(standing),
    disputed: standing.disputed,
    attempt: attempt && attemptOf(attempt),
    refunds: refunds.map((one) => refundOf(one, actor)),
    disputes: disputes.map(disputeOf),
    providerEvents: await providerEventsOf(runtime, payment, attempt, refunds, disputes),
    movements: await movementsOf(runtime, payment, refunds, disputes),
    postings: postingsOf(entries),
    told: told.map(toldOf),
  };
}

export type StaffPaymentPage = NonNullable<Awaited<ReturnType<typeof staffPayment>>>;

function factsOf(payment: PaymentRow) {
  assert(isCurrency(payment.currency), "a payment has a known currency");
  const currency: Currency = payment.currency;
  return {
    id: payment.id,
    accountId: payment.accountId,
    currency,
    amountMinor: payment.amount,
    returnedMinor: payment.returned,
    source: payment.source,
    method: payment.method,
    reference: payment.reference,
    chargeRef: payment.chargeRef,
    receiptNo: payment.receiptNo,
    paidAt: payment.paidAt.getTime(),
    effectiveOn: calendarDate(payment.effectiveOn),
    reversed: payment.state === "reversed",
  };
}

function attemptOf(attempt: AttemptRow) {
  return {
    id: attempt.id,
    choice: attempt.choice,
    state: attempt.state,
    reference: attempt.reference,
    createdAt: attempt.createdAt.getTime(),
    updatedAt: attempt.updatedAt.getTime(),
  };
}

function refundOf(refund: RefundRow, actor: StaffActor) {
  return {
    id: refund.id,
    amountMinor: refund.amount,
    state: refund.state,
    reason: refund.reason,
    note: refund.note,
    failure: refund.failure,
    providerRef: refund.providerRef,
    requestedAt: refund.requestedAt.getTime(),
    own: refund.requestedBy === actorName(actor),
  };
}

function disputeOf(one: DisputeCaseRow) {
  return {
    id: one.id,
    amountMinor: one.amount,
    beyondMinor: one.beyond,
    state: one.state,
    reason: one.reason,
    providerRef: one.providerRef,
    dueBy: one.dueBy?.getTime() ?? null,
    openedAt: one.openedAt.getTime(),
  };
}

async function entriesOf(
  { db }: Runtime,
  payment: PaymentRow,
  refunds: readonly RefundRow[],
  disputes: readonly DisputeCaseRow[],
): Promise<readonly TrailEntry[]> {
  const returned = [...refunds, ...disputes].flatMap(({ postingId }) => postingId ?? []);
  const givenBack = await listDisputePostings(db, payment.id);
  return listEntriesOf(db, [payment.postingId, ...returned, ...givenBack]);
}

async function providerEventsOf(
  { db }: Runtime,
  payment: PaymentRow,
  attempt: AttemptRow | null,
  refunds: readonly RefundRow[],
  disputes: readonly DisputeCaseRow[],
) {
  const named = [attempt?.reference, attempt?.intentRef, ...objectsOf(payment, refunds, disputes)];
  const ids = named.filter((id) => typeof id === "string");
  return (await listProviderEventsOf(db, ids)).map((one) => ({
    id: one.id,
    type: one.type,
    objectId: one.objectId,
    receivedAt: one.receivedAt.getTime(),
    outcome: one.outcome,
    tries: one.tries,
    lastError: one.lastError,
  }));
}

async function movementsOf(
  { db }: Runtime,
  payment: PaymentRow,
  refunds: readonly RefundRow[],
  disputes: readonly DisputeCaseRow[],
) {
  const ids = objectsOf(payment, refunds, disputes).filter((id) => id !== null);
  return (await listMovementsOf(db, ids)).map((one) => ({
    ...one,
    occurredAt: one.occurredAt.getTime(),
  }));
}

function objectsOf(
  payment: PaymentRow,
  refunds: readonly RefundRow[],
  disputes: readonly DisputeCaseRow[],
): (string | null)[] {
  const back = [...refunds, ...disputes].map(({ providerRef }) => providerRef);
  return [payment.chargeRef, ...back];
}

/** Entries by their posting, in the order of the books. */
function postingsOf(entries: readonly TrailEntry[]) {
  const ids = [...new Set(entries.map(({ postingId }) => postingId))];
  return ids.map((id) => {
    const lines = entries.filter(({ postingId }) => postingId === id);
    const [first] = lines;
    assert(first !== undefined, "a posting has lines");
    return {
      id,
      kind: first.kind,
      on: calendarDate(first.effectiveOn),
      rule: first.rule,
      number: Number(first.accountSeq),
      lines: lines.map(({ ledgerAccount, amount }) => ({ ledgerAccount, amountMinor: amount })),
    };
  });
}

function toldOf(event: TimelineEvent) {
  const { state } = deliveryOf({
    accountSeq: event.accountSeq,
    recordedAt: event.occurredAt.getTime(),
    sentAt: event.sentAt?.getTime() ?? null,
    acceptedAt: event.acceptedAt?.getTime() ?? null,
    appliedAt: event.appliedAt?.getTime() ?? null,
    appliedThrough: event.appliedThrough,
  });
  return {
    number: Number(event.accountSeq),
    type: event.type,
    at: event.occurredAt.getTime(),
    delivery: state,
  };
}
