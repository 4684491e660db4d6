import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import { findPayment } from "#app/db/stores/payments.server.ts";
import {
  decideRefund as decideRow,
  findRefund,
  type RefundRow,
} from "#app/db/stores/refunds.server.ts";
import { closeTask } from "#app/db/stores/tasks.server.ts";
import { checkRefund, type RefundRefusal } from "#app/domain/payments/refund.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { actorName } from "../act.server.ts";
import type { StaffActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { insist } from "../staff/permissions.server.ts";
import { refundable } from "./refundable.server.ts";
import { sendRefund } from "./send-refund.server.ts";

export type DecideFault = RefundRefusal | "not-found" | "already-decided" | "own-request";

/**
 * A second person's answer to a refund above the limit. Approved, it is checked against the
 * payment as it stands now, and sent.
 */
export async function decideRefund(
  runtime: Runtime,
  actor: StaffActor,
  refundId: string,
  answer: "approve" | "decline",
): Promise<Result<RefundRow, DecideFault>> {
  insist(actor, "refunds:approve");
  const decided = await runtime.db.transaction((tx) =>
    decide(runtime, tx, actor, refundId, answer),
  );
  if (!decided.ok) return decided;
  if (answer === "approve") await sendRefund(runtime, refundId);
  const now = await findRefund(runtime.db, refundId);
  assert(now !== null, "a refund is never removed");
  return ok(now);
}

async function decide(
  runtime: Runtime,
  tx: Tx,
  actor: StaffActor,
  refundId: string,
  answer: "approve" | "decline",
): Promise<Result<null, DecideFault>> {
  const refund = isUuid(refundId) ? await findRefund(tx, refundId) : null;
  if (refund === null || !actor.portfolioIds.includes(refund.portfolioId)) return err("not-found");
  const by = actorName(actor);
  if (refund.requestedBy === by) return err("own-request");
  await lockAccount(tx, refund.accountId);
  const payment = await findPayment(tx, refund.paymentId);
  assert(payment !== null, "a refund is of a payment");
  if (answer === "approve") {
    const standing = await refundable(tx, payment, refund.creditOnly, refund.id);
    const check = checkRefund(standing, refund.amount);
    if (!check.ok) return check;
  }
  const at = new Date(runtime.clock.now());
  const [state, failure] =
    answer === "approve" ? (["requested", null] as const) : (["refused", "declined"] as const);
  if (!(await decideRow(tx, refund.id, state, by, failure, at))) return err("already-decided");
  await closeTask(tx, "refund", refund.id, by, at);
  await appendAudit(tx, {
    portfolioId: refund.portfolioId,
    actor: by,
    action: answer === "approve" ? "refund.approved" : "refund.declined",
    subject: `account:${refund.accountId}`,
    detail: { refundId: refund.id, paymentId: refund.paymentId },
    at,
  });
  return ok(null);
}
