import type { Tx } from "#app/db/database.server.ts";
import { listDisputesOf } from "#app/db/stores/dispute-cases.server.ts";
import type { PaymentRow } from "#app/db/stores/payments.server.ts";
import { listRefundsOf } from "#app/db/stores/refunds.server.ts";
import { blocksRefund } from "#app/domain/payments/dispute.ts";
import { isReserved, type Refundable } from "#app/domain/payments/refund.ts";
import { paymentHeld } from "./payment-held.server.ts";

/**
 * How a payment stands when money of it is to go back. The caller holds the account's lock.
 * @param but a refund whose own amount is not counted: the one that is decided about
 */
export async function refundable(
  tx: Tx,
  payment: PaymentRow,
  creditOnly: boolean,
  but: string | null = null,
): Promise<Refundable> {
  const refunds = await listRefundsOf(tx, payment.id);
  const disputes = await listDisputesOf(tx, payment.id);
  const reserved = refunds.filter(({ id, state }) => isReserved(state) && id !== but);
  return {
    amountMinor: payment.amount,
    returnedMinor: payment.returned,
    reservedMinor: reserved.reduce((sum, { amount }) => sum + amount, 0n),
    reversed: payment.state === "reversed",
    disputed: disputes.some(({ state }) => blocksRefund(state)),
    creditMinor: creditOnly ? await creditLeft(tx, payment) : null,
  };
}

/** What of a payment is the debtor's credit still. */
async function creditLeft(tx: Tx, payment: PaymentRow): Promise<bigint> {
  const { held, accountCreditMinor } = await paymentHeld(tx, payment);
  const least = held.creditMinor < accountCreditMinor ? held.creditMinor : accountCreditMinor;
  return least > 0n ? least : 0n;
}
