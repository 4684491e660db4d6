import type { Tx } from "#app/db/database.server.ts";
import { type AccountRow, findAccount } from "#app/db/stores/accounts.server.ts";
import { findAttempt, updateAttempt } from "#app/db/stores/attempts.server.ts";
import { findPaymentByAttempt, type PaymentRow } from "#app/db/stores/payments.server.ts";
import type { CaseRow } from "#app/db/stores/suspense-cases.server.ts";
import { applyProviderFact } from "#app/domain/payments/attempt.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { worksIn } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import { bookPayment } from "../payments/book-payment.server.ts";
import { queueReceipt } from "../payments/queue-receipt.server.ts";
import type { Runtime } from "../ports.ts";
import { tillOf } from "./put-in-suspense.server.ts";

export type ReleaseFault =
  /** There is no such account among the actor's. */
  | "account-unknown"
  /** Money of one creditor never pays another's debt: it is moved instead. */
  | "other-portfolio"
  | "other-currency";

/**
 * Books money that waited to the account that it belongs to, on the day on which it came, by the
 * one booking of every payment: allocation, plan, event and receipt are as if it had been known at
 * once. The caller holds the case.
 */
export async function releaseTo(
  runtime: Runtime,
  tx: Tx,
  actor: Actor,
  one: CaseRow,
  accountId: string,
): Promise<Result<PaymentRow, ReleaseFault>> {
  const row = isUuid(accountId) ? await findAccount(tx, accountId) : null;
  if (row === null || !worksIn(actor, row.portfolioId)) return err("account-unknown");
  if (one.portfolioId !== null && row.portfolioId !== one.portfolioId)
    return err("other-portfolio");
  if (row.currency !== one.currency) return err("other-currency");
  const attemptId = await attemptFor(runtime, tx, one, row);
  const { payment, accountSeq } = await bookPayment(runtime, tx, {
    accountId: row.id,
    amountMinor: one.amount,
    effectiveOn: calendarDate(one.effectiveOn),
    paidAt: one.receivedAt,
    source: tillOf(one.source),
    method: one.source === "bank" ? "bank_transfer" : "card",
    reference: one.source === "bank" ? (one.reference.split(":").at(-1) ?? null) : null,
    chargeRef: one.source === "stripe" ? one.reference : null,
    debtorId: null,
    attemptId,
    onceKey: `suspense:${one.id}`,
    fromSuspense: true,
  });
  if (accountSeq !== null) await queueReceipt(runtime, tx, payment, null);
  return ok(payment);
}

/** The try to pay that the money came from, when it is this account's and brought nothing else. */
async function attemptFor(
  runtime: Runtime,
  tx: Tx,
  one: CaseRow,
  row: AccountRow,
): Promise<string | null> {
  if (one.attemptId === null) return null;
  const attempt = await findAttempt(tx, one.attemptId);
  if (attempt === null || attempt.accountId !== row.id) return null;
  if ((await findPaymentByAttempt(tx, attempt.id)) !== null) return null;
  await updateAttempt(tx, attempt.id, {
    state: applyProviderFact(attempt.state, "succeeded"),
    failure: null,
    reference: null,
    intentRef: null,
    at: new Date(runtime.clock.now()),
  });
  return attempt.id;
}
