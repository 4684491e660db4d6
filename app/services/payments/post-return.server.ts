import type { Tx } from "#app/db/database.server.ts";
import { raiseBreak } from "#app/db/stores/breaks.server.ts";
import type { PaymentRow } from "#app/db/stores/payments.server.ts";
import { insertPosting } from "#app/db/stores/postings.server.ts";
import { addReturned } from "#app/db/stores/returned.server.ts";
import { componentTexts } from "#app/domain/feedback/event-data.ts";
import { type Back, returnPosting } from "#app/domain/ledger/postings.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import { giveBack, spentTotal } from "#app/domain/payments/give-back.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import { reopenPlan } from "../plans/reopen-plan.server.ts";
import type { Runtime } from "../ports.ts";
import { paymentHeld } from "./payment-held.server.ts";

/** A part of a payment that leaves again. Minor units. */
export interface Return {
  readonly payment: PaymentRow;
  readonly amountMinor: bigint;
  /** `transfer`: credit that moves to another account of the debtor. */
  readonly kind: "refund" | "chargeback" | "transfer";
  /** Names this money for ever. */
  readonly onceKey: string;
  /** The refund or dispute that it is, and why, as the system of record reads them. */
  readonly reference: string;
  readonly reason: string;
}

/** The posting that did it, and what of the amount the payment no longer held. */
export interface PostedReturn {
  readonly postingId: string;
  readonly beyondMinor: bigint;
}

/**
 * Posts money that went back, in the caller's transaction under the account's lock: over the
 * payment's split last in, first out; told as payment.refunded or payment.charged_back; a plan that
 * the payment had completed is reopened. What the payment no longer held waits in suspense, and a
 * break says so.
 */
export async function postReturn(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  what: Return,
): Promise<PostedReturn> {
  const { payment, amountMinor } = what;
  const back = giveBack(amountMinor, await paymentHeld(tx, payment));
  const accountSeq = await tell(runtime, tx, loaded, what, back);
  const postingId = runtime.ids.next();
  await post(runtime, tx, loaded, what, back, { postingId, accountSeq });
  await addReturned(tx, payment.id, spentTotal(back));
  if (back.beyondMinor > 0n) {
    await raiseBeyond(runtime, tx, loaded, what, { postingId, beyondMinor: back.beyondMinor });
  }
  if (payment.planId !== null) await reopenPlan(runtime, tx, loaded, payment.planId);
  return { postingId, beyondMinor: back.beyondMinor };
}

function tell(
  runtime: Runtime,
  tx: Tx,
  { row, portfolio, today }: LoadedAccount,
  { payment, amountMinor, kind, reference, reason }: Return,
  back: Back,
): Promise<bigint> {
  const { currency } = portfolio;
  return recordEvent(runtime, tx, {
    accountId: row.id,
    type: kind === "chargeback" ? "payment.charged_back" : "payment.refunded",
    data: {
      paymentId: payment.id,
      effectiveOn: today,
      amount: formatAmount(amountMinor, currency),
      currency,
      split: componentTexts(back.split, currency),
      credit: formatAmount(back.creditMinor, currency),
      reason,
      reference,
    },
  });
}

async function post(
  runtime: Runtime,
  tx: Tx,
  { row, today }: LoadedAccount,
  { payment, amountMinor, kind, onceKey }: Return,
  back: Back,
  ids: { readonly postingId: string; readonly accountSeq: bigint },
): Promise<void> {
  const occasion = { on: today, reference: ids.postingId };
  // Credit that came from another account is paid out by hand.
  const till = payment.source === "credit" ? "elsewhere" : payment.source;
  const { entries } = returnPosting(kind, occasion, till, back);
  const written = await insertPosting(
    tx,
    {
      id: ids.postingId,
      accountId: row.id,
      portfolioId: row.portfolioId,
      kind,
      effectiveOn: today,
      currency: row.currency,
      amount: amountMinor,
      ...back.split,
      credit: -back.creditMinor,
      rule: "last-in-first-out",
      source: payment.source,
      onceKey,
      reverses: null,
      accountSeq: ids.accountSeq,
      recordedAt: new Date(runtime.clock.now()),
    },
    entries.map((entry) => ({ ledgerAccount: entry.account, amount: entry.amountMinor })),
  );
  assert(written, "a return that was free under the lock is free");
}

async function raiseBeyond(
  runtime: Runtime,
  tx: Tx,
  { row, portfolio }: LoadedAccount,
  { payment, amountMinor, kind, reference }: Return,
  { postingId, beyondMinor }: PostedReturn,
): Promise<void> {
  await raiseBreak(tx, {
    id: runtime.ids.next(),
    portfolioId: row.portfolioId,
    accountId: row.id,
    kind: `${kind}:beyond-payment`,
    // Each posting has its own: the bank may take the same money again.
    reference: `${reference}:${postingId}`,
    detail: {
      paymentId: payment.id,
      posting: postingId,
      went: { amountMinor: String(amountMinor), currency: portfolio.currency },
      beyond: { amountMinor: String(beyondMinor), currency: portfolio.currency },
    },
    at: new Date(runtime.clock.now()),
  });
}
