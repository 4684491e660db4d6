import { findPayment } from "#app/db/stores/payments.server.ts";
import type { RefundRow } from "#app/db/stores/refunds.server.ts";
import { parseAmount } from "#app/domain/money/amount.ts";
import { isCurrency } from "#app/domain/money/currency.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { err, type Result } from "#app/domain/primitives/result.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { worksIn } from "../act.server.ts";
import type { KeyActor, StaffActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { type RefundWish, type RequestFault, requestRefund } from "./request-refund.server.ts";

export interface TypedRefund extends Pick<RefundWish, "paymentId" | "reason" | "note" | "id"> {
  /** Major units of the payment's currency, as typed. */
  readonly amount: string;
}

export type TypedRefundFault =
  | RequestFault
  | "not-an-amount"
  | "amount-too-fine"
  | "amount-too-large";

/** A refund as a form or a request names it: the amount is read in the payment's own currency. */
export async function refundByText(
  runtime: Runtime,
  actor: StaffActor | KeyActor,
  { amount, ...wish }: TypedRefund,
): Promise<Result<RefundRow, TypedRefundFault>> {
  const payment = isUuid(wish.paymentId) ? await findPayment(runtime.db, wish.paymentId) : null;
  if (payment === null || !worksIn(actor, payment.portfolioId)) return err("not-found");
  assert(isCurrency(payment.currency), "a payment has a known currency");
  const amountMinor = parseAmount(amount.trim(), payment.currency);
  if (typeof amountMinor !== "bigint") return err(faults[amountMinor]);
  return requestRefund(runtime, actor, { ...wish, amountMinor, creditOnly: false });
}

const faults = {
  "not-an-amount": "not-an-amount",
  "too-fine": "amount-too-fine",
  "too-large": "amount-too-large",
} as const;
