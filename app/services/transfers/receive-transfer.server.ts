import type { Tx } from "#app/db/database.server.ts";
import { type AccountRow, findAccount } from "#app/db/stores/accounts.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import { findPosting } from "#app/db/stores/postings.server.ts";
import {
  findByTransferReference,
  findTransfer,
  insertTransfer,
  lockBankRef,
  type TransferRow,
} from "#app/db/stores/transfers.server.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import { readTransferReference } from "#app/domain/payments/transfer-reference.ts";
import { addDays, type CalendarDate } from "#app/domain/primitives/date.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { dateInZone, instantOf } from "#app/domain/primitives/zone.ts";
import { actorName } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import { bookPayment } from "../payments/book-payment.server.ts";
import { queueReceipt } from "../payments/queue-receipt.server.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { putInSuspense } from "../suspense/put-in-suspense.server.ts";

/** One line of a bank statement: money that came in. Minor units of its own currency. */
export interface ReceivedTransfer {
  /** The bank's own number: names this money for ever within the portfolio. */
  readonly bankRef: string;
  readonly bookedOn: CalendarDate;
  readonly currency: Currency;
  readonly amountMinor: bigint;
  /** What the payer wrote, whatever it is. */
  readonly reference: string | null;
  readonly payer: string | null;
}

export type TransferFault =
  | "amount-not-positive"
  | "date-in-future"
  | "date-too-early"
  /** The bank's number was told before, with other words. */
  | "other-money";

export interface TakenTransfer {
  readonly fresh: boolean;
  readonly transfer: Pick<TransferRow, "id" | "state" | "accountId" | "paymentId">;
  /** The account's number of the event that told it; null: it waits in suspense. */
  readonly accountSeq: bigint | null;
}

/** A mistyped year would give back years of interest; older money corrects the balance. */
const longestBackDays = 366;

/**
 * Takes in money that came by bank transfer, once. A reference that holds and is known pays its
 * account, effective on the day on which the bank booked it. Everything else waits in suspense
 * with a break: a reference with one slip names whom it may be for; another currency, or an
 * account that is closed, never pays by itself.
 */
export async function receiveTransfer(
  runtime: Runtime,
  actor: Actor,
  portfolio: Portfolio,
  received: ReceivedTransfer,
): Promise<Result<TakenTransfer, TransferFault>> {
  const fault = faultOf(runtime, portfolio, received);
  if (fault !== null) return err(fault);
  return runtime.db.transaction(async (tx) => {
    await lockBankRef(tx, portfolio.id, received.bankRef);
    const known = await knownTransfer(runtime, tx, portfolio, received);
    if (known !== null) return known;
    const match = await matchOf(tx, portfolio, received);
    const id = runtime.ids.next();
    const placed =
      match.kind === "account"
        ? await book(runtime, tx, portfolio, received, match.row)
        : await suspend(runtime, tx, portfolio, received, match, id);
    const { payer, reference } = received;
    const binding = { portfolioId: portfolio.id, table: "transfer", id };
    const { accountSeq, ...rest } = placed;
    const transfer = {
      id,
      portfolioId: portfolio.id,
      bankRef: received.bankRef,
      bookedOn: received.bookedOn,
      currency: received.currency,
      amount: received.amountMinor,
      sealed: runtime.sealer.seal(binding, { payer, reference }),
      contentMac: macOf(runtime, received),
      createdAt: new Date(runtime.clock.now()),
      ...rest,
    };
    await insertTransfer(tx, transfer);
    await note(runtime, tx, actor, transfer);
    return ok({ fresh: true, transfer, accountSeq });
  });
}

/** What is wrong with a line by itself; null: nothing. */
export function faultOf(
  runtime: Runtime,
  { timeZone }: Portfolio,
  { amountMinor, bookedOn }: ReceivedTransfer,
): Exclude<TransferFault, "other-money"> | null {
  if (amountMinor <= 0n) return "amount-not-positive";
  const today = dateInZone(runtime.clock.now(), timeZone);
  // The bank may be a time zone ahead.
  if (bookedOn > addDays(today, 1)) return "date-in-future";
  return bookedOn < addDays(today, -longestBackDays) ? "date-too-early" : null;
}

async function knownTransfer(
  runtime: Runtime,
  tx: Tx,
  portfolio: Portfolio,
  received: ReceivedTransfer,
): Promise<Result<TakenTransfer, "other-money"> | null> {
  const known = await findTransfer(tx, portfolio.id, received.bankRef);
  if (known === null) return null;
  if (!known.contentMac.equals(macOf(runtime, received))) return err("other-money");
  const accountSeq = known.paymentId === null ? null : await numberOf(tx, known.paymentId);
  return ok({ fresh: false, transfer: known, accountSeq });
}

/** The same words are the same money. */
export function macOf(runtime: Runtime, received: ReceivedTransfer): Buffer {
  const { bankRef, bookedOn, currency, amountMinor, reference, payer } = received;
  const words = [bankRef, bookedOn, currency, String(amountMinor), reference ?? "", payer ?? ""];
  return runtime.sealer.mac("transfer", ...words);
}

async function numberOf(tx: Tx, paymentId: string): Promise<bigint | null> {
  const rows = await tx.query<{ postingId: string }>(
    `select posting_id as "postingId" from payment where id = $1`,
    [paymentId],
  );
  const posting = rows[0] === undefined ? null : await findPosting(tx, rows[0].postingId);
  return posting?.accountSeq ?? null;
}

type Match =
  | { readonly kind: "account"; readonly row: AccountRow }
  | {
      readonly kind: "suspense";
      readonly why: "unmatched" | "near" | "other-currency" | "not-open";
      /** Whose it is, when that is certain. */
      readonly accountId: string | null;
      readonly suggestionId: string | null;
    };

async function matchOf(tx: Tx, portfolio: Portfolio, received: ReceivedTransfer): Promise<Match> {
  const read = readTransferReference(received.reference ?? "");
  const none = { kind: "suspense", accountId: null, suggestionId: null } as const;
  if (read.kind === "none") return { ...none, why: "unmatched" };
  const asked = read.kind === "exact" ? [read.reference] : read.candidates;
  const [first, ...others] = await findByTransferReference(tx, portfolio.id, asked);
  if (first === undefined) return { ...none, why: "unmatched" };
  if (read.kind === "near") {
    return { ...none, why: "near", suggestionId: others.length === 0 ? first : null };
  }
  const row = await findAccount(tx, first);
  if (row === null) return { ...none, why: "unmatched" };
  const known = { ...none, accountId: row.id, suggestionId: row.id };
  if (row.currency !== received.currency) return { ...known, why: "other-currency" };
  return row.status === "open" ? { kind: "account", row } : { ...known, why: "not-open" };
}

type Placed = Pick<TransferRow, "state" | "accountId" | "paymentId" | "caseId"> & {
  readonly accountSeq: bigint | null;
};

async function book(
  runtime: Runtime,
  tx: Tx,
  { id: portfolioId, timeZone }: Portfolio,
  { bankRef, bookedOn, amountMinor }: ReceivedTransfer,
  row: AccountRow,
): Promise<Placed> {
  const { payment, accountSeq } = await bookPayment(runtime, tx, {
    accountId: row.id,
    amountMinor,
    effectiveOn: bookedOn,
    paidAt: new Date(instantOf(bookedOn, "12:00", timeZone)),
    source: "elsewhere",
    method: "bank_transfer",
    reference: bankRef,
    chargeRef: null,
    debtorId: null,
    attemptId: null,
    onceKey: `bank:${portfolioId}:${bankRef}`,
  });
  if (accountSeq !== null) await queueReceipt(runtime, tx, payment, null);
  return { state: "booked", accountId: row.id, paymentId: payment.id, caseId: null, accountSeq };
}

async function suspend(
  runtime: Runtime,
  tx: Tx,
  { id: portfolioId, timeZone }: Portfolio,
  { bankRef, bookedOn, amountMinor, currency }: ReceivedTransfer,
  match: Match & { readonly kind: "suspense" },
  transferId: string,
): Promise<Placed> {
  const { accountId, suggestionId, why } = match;
  const reference = `${portfolioId}:${bankRef}`;
  const found = await putInSuspense(runtime, tx, {
    portfolioId,
    accountId,
    attemptId: null,
    source: "bank",
    reference,
    currency,
    amountMinor,
    effectiveOn: bookedOn,
    receivedAt: new Date(instantOf(bookedOn, "12:00", timeZone)),
    why: { kind: `transfer:${why}`, reference, detail: { transferId, bankRef, bookedOn } },
    suggestionId,
  });
  return { state: "suspense", accountId, paymentId: null, caseId: found.id, accountSeq: null };
}

async function note(
  runtime: Runtime,
  tx: Tx,
  actor: Actor,
  transfer: Omit<TransferRow, "sealed" | "contentMac">,
): Promise<void> {
  const { id, accountId, amount, currency, state, bankRef } = transfer;
  await appendAudit(tx, {
    portfolioId: transfer.portfolioId,
    actor: actorName(actor),
    action: "transfer.received",
    subject: accountId === null ? `transfer:${id}` : `account:${accountId}`,
    detail: { transferId: id, amountMinor: String(amount), currency, state, bankRef },
    at: new Date(runtime.clock.now()),
  });
}
