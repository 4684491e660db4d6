import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { raiseBreak } from "#app/db/stores/breaks.server.ts";
import { findPayment, listPaymentsOfCharge } from "#app/db/stores/payments.server.ts";
import {
  findRefund,
  findRefundsByReference,
  type RefundRow,
  updateRefund,
} from "#app/db/stores/refunds.server.ts";
import { findCaseByReference } from "#app/db/stores/suspense-cases.server.ts";
import { applyRefundFact, isGivenBack, type RefundFact } from "#app/domain/payments/refund.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { loadAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { Runtime } from "../ports.ts";
import { adoptRefund } from "./adopt-refund.server.ts";
import { postReturn } from "./post-return.server.ts";
import type { ProviderRefund } from "./provider-refund.ts";
import { queueReturnNotice } from "./queue-return-notice.server.ts";
import { undoReturn } from "./undo-return.server.ts";

/**
 * The one way in which the provider's word on a refund becomes ours: the answer to our call, a
 * webhook, the sweeper and reconciliation all end here. One that somebody made at the provider is
 * adopted, and posted once. `no-payment`: the charge has made no payment that we know of.
 */
export async function takeRefund(
  runtime: Runtime,
  found: ProviderRefund,
): Promise<"taken" | "no-payment"> {
  return runtime.db.transaction(async (tx) => {
    const payments = await listPaymentsOfCharge(tx, found.chargeRef);
    if (payments.length === 0) {
      // Money in suspense that a person gave back: its case says so, and reconciliation checks it.
      const waited = await findCaseByReference(tx, "stripe", found.chargeRef);
      return waited === null ? "no-payment" : "taken";
    }
    for (const { accountId } of payments) await lockAccount(tx, accountId);
    const known = await sharesOf(tx, found);
    const shares = known.length > 0 ? known : await adoptRefund(runtime, tx, found);
    await endUnlike(runtime, tx, found);
    for (const share of shares) await applyRefund(runtime, tx, share, found);
    return "taken";
  });
}

/** By the provider's reference; before that is kept, by the metadata that ours carry. */
async function sharesOf(tx: Tx, found: ProviderRefund): Promise<readonly RefundRow[]> {
  const byReference = await findRefundsByReference(tx, found.id);
  if (byReference.length > 0 || found.refundId === null) return byReference;
  const ours = isUuid(found.refundId) ? await findRefund(tx, found.refundId) : null;
  const payment = ours === null ? null : await findPayment(tx, ours.paymentId);
  const fits = payment?.chargeRef === found.chargeRef && ours?.amount === found.amountMinor;
  return fits && ours !== null ? [ours] : [];
}

/**
 * The provider holds another refund under the name of ours than was asked for: another amount, or
 * of another charge. What it holds was adopted; ours moved nothing and never will, so its amount is
 * free again, and a break says so.
 */
async function endUnlike(runtime: Runtime, tx: Tx, found: ProviderRefund): Promise<void> {
  const ours = isUuid(found.refundId ?? "") ? await findRefund(tx, found.refundId ?? "") : null;
  if (ours?.state !== "requested" || ours.providerRef === found.id) return;
  await lockAccount(tx, ours.accountId);
  const payment = await findPayment(tx, ours.paymentId);
  if (payment?.chargeRef === found.chargeRef && ours.amount === found.amountMinor) return;
  const at = new Date(runtime.clock.now());
  const { providerRef, postingId } = ours;
  const change = { state: "refused", providerRef, postingId, failure: "differs", at } as const;
  await updateRefund(tx, ours.id, change);
  await raiseBreak(tx, {
    id: runtime.ids.next(),
    portfolioId: ours.portfolioId,
    accountId: ours.accountId,
    kind: "refund:differs",
    reference: ours.id,
    detail: {
      asked: { amountMinor: String(ours.amount), currency: ours.currency },
      found: { amountMinor: String(found.amountMinor), currency: found.currency },
      refundRef: found.id,
      chargeRef: found.chargeRef,
    },
    at,
  });
}

interface RefundWord {
  readonly status: RefundFact;
  /** The provider's id; null: paid back by hand. */
  readonly id: string | null;
  readonly failure: string | null;
}

/** Moves one refund on under the account's lock: posts it once, reverses it when it failed. */
export async function applyRefund(
  runtime: Runtime,
  tx: Tx,
  refund: RefundRow,
  word: RefundWord,
): Promise<void> {
  const state = applyRefundFact(refund.state, word.status);
  if (state === refund.state && (refund.providerRef ?? null) === word.id) return;
  const postings = { before: refund.postingId, goes: isGivenBack(state) };
  const posts = postings.goes && postings.before === null;
  const postingId = posts ? await post(runtime, tx, refund, word) : postings.before;
  const fails = state === "failed" && refund.state !== "failed";
  if (fails && refund.postingId !== null) await undo(runtime, tx, refund);
  await updateRefund(tx, refund.id, {
    // A refund that failed before we heard of it has no posting to be reversed.
    state: state === "failed" && postingId === null ? "refused" : state,
    providerRef: word.id,
    postingId,
    failure: word.failure ?? refund.failure,
    at: new Date(runtime.clock.now()),
  });
  if (posts) await queueReturnNotice(runtime, tx, refund, "refund");
  if (fails && refund.postingId !== null) {
    await queueReturnNotice(runtime, tx, refund, "refund-failed");
  }
}

async function post(
  runtime: Runtime,
  tx: Tx,
  refund: RefundRow,
  { id }: RefundWord,
): Promise<string> {
  const [row, payment] = [
    await lockAccount(tx, refund.accountId),
    await findPayment(tx, refund.paymentId),
  ];
  assert(row !== null && payment !== null, "a refund is of a payment on an account");
  const { postingId } = await postReturn(runtime, tx, await loadAccount(runtime, tx, row), {
    payment,
    amountMinor: refund.amount,
    kind: "refund",
    onceKey: id === null ? `refund:${refund.id}` : `${refund.source}:${id}:${payment.id}`,
    reference: refund.id,
    reason: refund.reason,
  });
  return postingId;
}

async function undo(runtime: Runtime, tx: Tx, refund: RefundRow): Promise<void> {
  const payment = await findPayment(tx, refund.paymentId);
  assert(payment !== null && refund.postingId !== null, "a refund that was posted is of a payment");
  await undoReturn(runtime, tx, {
    payment,
    postingId: refund.postingId,
    reason: `refund-failed:${refund.id}`,
    rule: "refund:failed",
  });
}
