import type { AttemptRow } from "#app/db/stores/attempts.server.ts";
import type { PaymentRow } from "#app/db/stores/payments.server.ts";

/** Where the debtor reads the receipt: one page for all accounts that a charge paid. */
export function receiptAddress(payment: PaymentRow, attempt: AttemptRow | null): string {
  if (attempt !== null && attempt.amount !== attempt.total)
    return `/pay/receipts/${attempt.leaderId}`;
  return `/a/${payment.accountId}/receipts/${payment.id}`;
}
