import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import { findPayment, type PaymentRow } from "#app/db/stores/payments.server.ts";
import { findRefund, insertRefund, type RefundRow } from "#app/db/stores/refunds.server.ts";
import { raiseTask } from "#app/db/stores/tasks.server.ts";
import {
  checkRefund,
  needsSecondPerson,
  type RefundReason,
  type RefundRefusal,
} from "#app/domain/payments/refund.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { actorName, worksIn } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { insist } from "../staff/permissions.server.ts";
import { refundable } from "./refundable.server.ts";
import { sendRefund } from "./send-refund.server.ts";

export interface RefundWish {
  readonly paymentId: string;
  /** Minor units of the payment's currency. */
  readonly amountMinor: bigint;
  readonly reason: RefundReason;
  readonly note: string | null;
  /** Only the debtor's credit goes back: no debt may rise. */
  readonly creditOnly: boolean;
  /** Names this request for ever: pressed twice, it is one. */
  readonly id: string;
}

export type RequestFault = RefundRefusal | "not-found" | "other-refund";

/**
 * Asks for money of a payment to go back (payments.md §3). The row is written under the account's
 * lock, before the provider is asked, and its amount is spoken for from then on. Above the
 * portfolio's limit it waits for a second person; else it is sent at once. Answers the refund as
 * it stands then.
 */
export async function requestRefund(
  runtime: Runtime,
  actor: Actor,
  wish: RefundWish,
): Promise<Result<RefundRow, RequestFault>> {
  insist(actor, "refunds:request");
  const asked = await runtime.db.transaction((tx) => writeRequest(runtime, tx, actor, wish));
  if (!asked.ok) return asked;
  if (asked.value.state === "requested") await sendRefund(runtime, asked.value.id);
  const now = await findRefund(runtime.db, asked.value.id);
  assert(now !== null, "a refund that was written is there");
  return ok(now);
}

/** The part that belongs into a transaction; the debtor's own request comes through here too. */
export async function writeRequest(
  runtime: Runtime,
  tx: Tx,
  actor: Actor,
  wish: RefundWish,
): Promise<Result<RefundRow, RequestFault>> {
  const found = isUuid(wish.paymentId) ? await findPayment(tx, wish.paymentId) : null;
  const foreign = actor.kind !== "debtor" && found !== null && !worksIn(actor, found.portfolioId);
  if (found === null || foreign) return err("not-found");
  await lockAccount(tx, found.accountId);
  const known = await findRefund(tx, wish.id);
  if (known !== null) return isSame(known, wish) ? ok(known) : err("other-refund");
  const payment = await findPayment(tx, wish.paymentId);
  assert(payment !== null, "a payment is never removed");
  const standing = await refundable(tx, payment, wish.creditOnly);
  const check = checkRefund(standing, wish.amountMinor);
  if (!check.ok) return check;
  const { policy } = await loadPortfolio(tx, payment.portfolioId);
  const limit = policy.refundApprovalAboveMinor ?? 0n;
  const waits = needsSecondPerson(standing, wish.amountMinor, limit);
  const refund = rowOf(runtime, actor, payment, wish, waits);
  if (!(await insertRefund(tx, refund))) return err("other-refund");
  await note(runtime, tx, refund);
  return ok(refund);
}

function isSame(known: RefundRow, { paymentId, amountMinor }: RefundWish): boolean {
  return known.paymentId === paymentId && known.amount === amountMinor;
}

function rowOf(
  runtime: Runtime,
  actor: Actor,
  payment: PaymentRow,
  wish: RefundWish,
  waits: boolean,
): RefundRow {
  return {
    id: wish.id,
    portfolioId: payment.portfolioId,
    accountId: payment.accountId,
    paymentId: payment.id,
    currency: payment.currency,
    amount: wish.amountMinor,
    state: waits ? "waiting-approval" : "requested",
    reason: wish.reason,
    note: wish.note,
    creditOnly: wish.creditOnly,
    source: payment.source === "stripe" && payment.chargeRef !== null ? "stripe" : "elsewhere",
    providerRef: null,
    postingId: null,
    failure: null,
    requestedBy: actorName(actor),
    requestedAt: new Date(runtime.clock.now()),
    decidedBy: null,
    decidedAt: null,
    askedAt: null,
  };
}

async function note(runtime: Runtime, tx: Tx, refund: RefundRow): Promise<void> {
  const { id, portfolioId, accountId, paymentId, amount, reason, state } = refund;
  await appendAudit(tx, {
    portfolioId,
    actor: refund.requestedBy,
    action: "refund.requested",
    subject: `account:${accountId}`,
    detail: { refundId: id, paymentId, amountMinor: String(amount), reason, state },
    at: refund.requestedAt,
  });
  if (state !== "waiting-approval") return;
  const task = { id: runtime.ids.next(), portfolioId, accountId, dueAt: null };
  await raiseTask(tx, { ...task, kind: "refund", reference: id });
}
