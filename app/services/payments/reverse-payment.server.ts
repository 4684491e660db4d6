import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import {
  findPayment,
  type PaymentRow,
  setPaymentReversed,
} from "#app/db/stores/payments.server.ts";
import { listEntries, type PostingRow } from "#app/db/stores/postings.server.ts";
import { componentTexts } from "#app/domain/feedback/event-data.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import { type Components, componentNames, noComponents } from "#app/domain/money/components.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { wholePosting } from "../accounts/whole-posting.server.ts";
import { worksIn } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import { reopenPlan } from "../plans/reopen-plan.server.ts";
import type { Runtime } from "../ports.ts";
import { paymentHeld } from "./payment-held.server.ts";
import { queueReturnNotice } from "./queue-return-notice.server.ts";
import { reversePosting } from "./reverse-posting.server.ts";

export interface PaymentReversal {
  readonly paymentId: string;
  /** Why, as the system of record will read it. */
  readonly reason: string;
}

export interface ReversedPayment {
  readonly payment: PaymentRow;
  /** The account's number of `payment.reversed`. */
  readonly accountSeq: bigint;
}

/**
 * `refund-instead`: the money came by the provider, from suspense or from another account, where
 * taking it back here would leave it. `refunded-already`: a part went back, or its credit went
 * elsewhere; refund the rest.
 */
export type ReversalFault =
  | "not-found"
  | "already-reversed"
  | "refund-instead"
  | "refunded-already";

/**
 * Takes a payment back, in the caller's transaction under the account's lock: the posting is
 * mirrored from today on, the fact told, and a plan that it had completed is reopened (domain.md
 * §5). Error: there is none in the actor's portfolios, or see ReversalFault.
 */
export async function reversePayment(
  runtime: Runtime,
  tx: Tx,
  actor: Actor,
  { paymentId, reason }: PaymentReversal,
): Promise<Result<ReversedPayment, ReversalFault>> {
  const known = isUuid(paymentId) ? await findPayment(tx, paymentId) : null;
  if (known === null || !worksIn(actor, known.portfolioId)) return err("not-found");
  if (!(await cameFromElsewhere(tx, known))) return err("refund-instead");
  const row = await lockAccount(tx, known.accountId);
  assert(row !== null, "a payment stands on an account");
  if (await hasMoved(tx, paymentId)) return err("refunded-already");
  if (!(await setPaymentReversed(tx, paymentId))) return err("already-reversed");
  const { posting: undone } = await wholePosting(tx, known.postingId);
  const loaded = await loadAccount(runtime, tx, row);
  const accountSeq = await tell(runtime, tx, loaded, known, undone, reason);
  const how = { on: loaded.today, accountSeq, rule: "reversal" };
  assert(await reversePosting(runtime, tx, undone, how), "a payment that stood was not undone");
  if (known.planId !== null) await reopenPlan(runtime, tx, loaded, known.planId);
  const undoneOf = { ...known, paymentId: known.id };
  await queueReturnNotice(runtime, tx, undoneOf, "payment-undone");
  return ok({ payment: { ...known, state: "reversed" }, accountSeq });
}

/** Straight in past the portal: only then the mirror of its posting takes the money out again. */
async function cameFromElsewhere(tx: Tx, { source, postingId }: PaymentRow): Promise<boolean> {
  if (source !== "elsewhere") return false;
  const entries = await listEntries(tx, postingId);
  return entries.some(({ ledgerAccount }) => ledgerAccount === "cash:elsewhere");
}

/** Whether the payment is no longer whole: its posting cannot be mirrored then. */
async function hasMoved(tx: Tx, paymentId: string): Promise<boolean> {
  const payment = await findPayment(tx, paymentId);
  assert(payment !== null, "a payment is never removed");
  if (payment.state === "reversed") return false;
  const { held, accountCreditMinor } = await paymentHeld(tx, payment);
  return payment.returned > 0n || held.creditMinor > accountCreditMinor;
}

function tell(
  runtime: Runtime,
  tx: Tx,
  { row, portfolio, today }: LoadedAccount,
  payment: PaymentRow,
  undone: PostingRow,
  reason: string,
): Promise<bigint> {
  const { currency } = portfolio;
  return recordEvent(runtime, tx, {
    accountId: row.id,
    type: "payment.reversed",
    data: {
      paymentId: payment.id,
      effectiveOn: today,
      amount: formatAmount(payment.amount, currency),
      currency,
      split: componentTexts(raised(undone), currency),
      credit: formatAmount(undone.credit, currency),
      reason,
    },
  });
}

/** What each component rises by when a posting that lowered it is undone. */
function raised(undone: PostingRow): Components {
  const parts: Record<keyof Components, bigint> = { ...noComponents };
  for (const name of componentNames) parts[name] = -undone[name];
  return parts;
}
