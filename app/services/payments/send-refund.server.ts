import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import { findPayment, type PaymentRow } from "#app/db/stores/payments.server.ts";
import {
  findRefund,
  noteRefundAsked,
  type RefundRow,
  updateRefund,
} from "#app/db/stores/refunds.server.ts";
import { isCurrency } from "#app/domain/money/currency.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { Runtime } from "../ports.ts";
import type { Outcome, RefusalReason } from "./outcome.ts";
import type { ProviderRefund } from "./provider-refund.ts";
import { applyRefund, takeRefund } from "./take-refund.server.ts";

/**
 * Sends a refund that may go, or asks again under the same key while its outcome is unknown. What
 * was paid by other means is paid back by hand: the books say so at once.
 */
export async function sendRefund(runtime: Runtime, refundId: string): Promise<void> {
  const refund = await findRefund(runtime.db, refundId);
  if (refund?.state !== "requested") return;
  const payment = await findPayment(runtime.db, refund.paymentId);
  assert(payment !== null, "a refund is of a payment");
  if (refund.source === "elsewhere") return payByHand(runtime, refund);
  const outcome = await ask(runtime, refund, payment);
  if (outcome.kind === "ok") {
    await takeRefund(runtime, outcome.value);
  } else if (outcome.kind === "refused" && !passing.includes(outcome.reason)) {
    await noteRefused(runtime, refund, outcome.reason);
  } else {
    const { reason, detail } = outcome;
    runtime.log.warn({ refundId, reason, detail }, "refund not sent yet");
  }
}

/** Refusals that say nothing about this refund. */
const passing: readonly RefusalReason[] = ["rate-limited", "credentials", "key-reused"];

/** How long the provider remembers a key, with an hour to spare. */
const keyLifeMs = 23 * 3_600_000;

async function ask(
  runtime: Runtime,
  refund: RefundRow,
  payment: PaymentRow,
): Promise<Outcome<ProviderRefund>> {
  const { chargeRef, currency } = payment;
  assert(chargeRef !== null && isCurrency(currency), "a payment of the provider has its charge");
  const nowMs = runtime.clock.now();
  if (refund.askedAt !== null && refund.askedAt.getTime() < nowMs - keyLifeMs) {
    const made = await runtime.payments.listRefunds(chargeRef);
    if (made.kind !== "ok") return made;
    const ours = made.value.find((one) => one.refundId === refund.id);
    if (ours !== undefined) return { kind: "ok", value: ours };
  }
  await noteRefundAsked(runtime.db, refund.id, new Date(nowMs));
  const asked = await runtime.payments.refund({
    refundId: refund.id,
    idempotencyKey: `refund:${refund.id}:create`,
    chargeRef,
    amountMinor: refund.amount,
    currency,
    duplicate: refund.reason === "duplicate",
  });
  return isOfAnother(asked) ? ((await foundOtherwise(runtime, refund, chargeRef)) ?? asked) : asked;
}

/** Asked for again, these stay as they are. */
function isOfAnother(asked: Outcome<ProviderRefund>): boolean {
  return asked.kind !== "ok" && (asked.reason === "mismatch" || asked.reason === "key-reused");
}

/**
 * The answer is of another refund than was asked for, and would be so under this key for ever: what
 * the provider holds in our name is taken in as it is.
 */
async function foundOtherwise(
  runtime: Runtime,
  { id }: RefundRow,
  chargeRef: string,
): Promise<Outcome<ProviderRefund> | null> {
  const made = await runtime.payments.listRefunds(chargeRef);
  const ours = made.kind === "ok" ? made.value.find((one) => one.refundId === id) : undefined;
  return ours === undefined ? null : { kind: "ok", value: ours };
}

async function payByHand(runtime: Runtime, { id, accountId }: RefundRow): Promise<void> {
  await runtime.db.transaction(async (tx) => {
    await lockAccount(tx, accountId);
    const refund = await findRefund(tx, id);
    assert(refund !== null, "a refund is never removed");
    await applyRefund(runtime, tx, refund, { status: "succeeded", id: null, failure: null });
  });
}

/** No money moved and none will: the amount is free again. */
async function noteRefused(
  runtime: Runtime,
  { id, accountId, portfolioId, paymentId }: RefundRow,
  failure: RefusalReason,
): Promise<void> {
  const at = new Date(runtime.clock.now());
  await runtime.db.transaction(async (tx) => {
    await lockAccount(tx, accountId);
    const refund = await findRefund(tx, id);
    if (refund?.state !== "requested") return;
    const change = { state: "refused", providerRef: null, postingId: null, failure, at } as const;
    await updateRefund(tx, id, change);
    await appendAudit(tx, {
      portfolioId,
      actor: "system",
      action: "refund.refused",
      subject: `account:${accountId}`,
      detail: { refundId: id, paymentId, failure },
      at,
    });
  });
}
