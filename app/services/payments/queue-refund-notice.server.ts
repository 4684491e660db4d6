import type { Tx } from "#app/db/database.server.ts";
import { findAccount } from "#app/db/stores/accounts.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { findPayment } from "#app/db/stores/payments.server.ts";
import type { RefundRow } from "#app/db/stores/refunds.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { fallbackLocale, matchLocale } from "#app/i18n/locale.ts";
import { money } from "#app/i18n/money.ts";
import { addressOf, queueMessage } from "../messages/queue-message.server.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";

/**
 * Tells whoever paid that money is on its way back, or that it did not arrive: a service message,
 * in the transaction that posted it. Nobody to write to: the receipt says it.
 */
export async function queueRefundNotice(
  runtime: Runtime,
  tx: Tx,
  refund: RefundRow,
  kind: "refund" | "refund-failed",
): Promise<void> {
  const account = await findAccount(tx, refund.accountId);
  const payment = await findPayment(tx, refund.paymentId);
  assert(account !== null && payment !== null, "a refund is of a payment on an account");
  const debtor = await findDebtor(tx, payment.debtorId ?? account.debtorId);
  assert(debtor !== null, "an account has a debtor");
  const portfolio = await loadPortfolio(tx, refund.portfolioId);
  const locale = matchLocale(debtor.locale) ?? matchLocale(portfolio.locale) ?? fallbackLocale;
  const channel = addressOf(runtime, debtor, "email") === null ? "sms" : "email";
  await queueMessage(runtime, tx, {
    portfolio,
    debtor,
    accountId: refund.accountId,
    kind,
    channel,
    params: {
      amount: money(refund.amount, portfolio.currency, locale),
      receiptNo: payment.receiptNo,
      url: `${runtime.settings.origin}/a/${refund.accountId}/receipts/${payment.id}`,
    },
  });
}
