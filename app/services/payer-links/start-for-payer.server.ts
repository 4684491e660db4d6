import type { PayerLinkRow } from "#app/db/stores/payer-links.server.ts";
import { err, type Result } from "#app/domain/primitives/result.ts";
import { openPayment, type PaymentStart } from "../payments/open-payment.server.ts";
import type { Runtime } from "../ports.ts";

/** `busy`: somebody else is paying just now. `closed`: this amount cannot be paid here any more. */
export type PayerRefusal = "busy" | "closed" | "provider-refused";

/**
 * Begins the payment of a payer link, or finds the one that has begun. It is booked as the
 * debtor's; why it cannot be paid is not told to somebody who may not know of the debt.
 */
export async function startForPayer(
  runtime: Runtime,
  link: PayerLinkRow,
  locale: string,
): Promise<Result<PaymentStart, PayerRefusal>> {
  const { id, debtorId, accountId, amount, reference } = link;
  const party = { debtorId, sessionId: null, payerLinkId: id };
  const line = { accountId, choice: "other", otherMinor: amount } as const;
  const page = { locale, back: "/payer/return", reference } as const;
  const start = await openPayment(runtime, party, { lines: [line], page });
  if (start.ok) return start;
  const { reason } = start.error.refusal;
  if (reason === "paid-by-another") return err("busy");
  return err(reason === "provider-refused" ? reason : "closed");
}
