import type { Tx } from "#app/db/database.server.ts";
import { findAccount } from "#app/db/stores/accounts.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { findPayment } from "#app/db/stores/payments.server.ts";
import type { RefundRow } from "#app/db/stores/refunds.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { money } from "#app/i18n/money.ts";
import { debtorLocale } from "../messages/debtor-locale.server.ts";
import { tellPerson } from "../messages/tell-person.server.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";

/** `payment-undone`: by the payer's bank or the collector; `payment-back`: it counts again. */
export type ReturnNotice = "refund" | "refund-failed" | "payment-undone" | "payment-back";

/** What of a payment went, or came again; minor units. */
export type Returned = Pick<RefundRow, "accountId" | "paymentId" | "portfolioId" | "amount">;

/**
 * Tells whoever paid that money of a payment went back, or that it counts again: a service message,
 * in the transaction that posted it. Nobody to write to: the receipt says it.
 */
export async function queueReturnNotice(
  runtime: Runtime,
  tx: Tx,
  returned: Returned,
  kind: ReturnNotice,
): Promise<void> {
  const account = await findAccount(tx, returned.accountId);
  const payment = await findPayment(tx, returned.paymentId);
  assert(account !== null && payment !== null, "what went back is of a payment on an account");
  const debtor = await findDebtor(tx, payment.debtorId ?? account.debtorId);
  assert(debtor !== null, "an account has a debtor");
  const portfolio = await loadPortfolio(tx, returned.portfolioId);
  const locale = debtorLocale(debtor, portfolio);
  await tellPerson(runtime, tx, {
    portfolio,
    debtor,
    accountId: returned.accountId,
    kind,
    params: {
      amount: money(returned.amount, portfolio.currency, locale),
      receiptNo: payment.receiptNo,
      url: `${runtime.settings.origin}/a/${returned.accountId}/receipts/${payment.id}`,
    },
  });
}
