import type { Tx } from "#app/db/database.server.ts";
import { listPayments, type PaymentRow } from "#app/db/stores/payments.server.ts";
import { refundLimit } from "#app/domain/payments/refund.ts";
import { refundable } from "./refundable.server.ts";

/** A payment, and how much of the debtor's credit it made and may give back. Minor units. */
export interface CreditShare {
  readonly payment: PaymentRow;
  readonly amountMinor: bigint;
}

/**
 * Which payments an amount of credit came from, the newest first: what is paid out goes back the
 * way that money came in. The shares sum to less than the amount where the credit is less, or is
 * spoken for. The caller holds the account's lock.
 */
export async function spreadCredit(
  tx: Tx,
  accountId: string,
  amountMinor: bigint,
): Promise<readonly CreditShare[]> {
  const shares: CreditShare[] = [];
  let leftMinor = amountMinor;
  for (const payment of await listPayments(tx, accountId)) {
    if (leftMinor === 0n) break;
    const limit = refundLimit(await refundable(tx, payment, true));
    const share = limit < leftMinor ? limit : leftMinor;
    if (share > 0n) shares.push({ payment, amountMinor: share });
    leftMinor -= share;
  }
  return shares;
}
