import type { Tx } from "#app/db/database.server.ts";
import { findAccount } from "#app/db/stores/accounts.server.ts";
import type { AttemptRow } from "#app/db/stores/attempts.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import type { PaymentRow } from "#app/db/stores/payments.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { longDate } from "#app/i18n/dates.ts";
import { fallbackLocale, matchLocale } from "#app/i18n/locale.ts";
import { money } from "#app/i18n/money.ts";
import { tellPerson } from "../messages/tell-person.server.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { payerLocale } from "./payment-order.server.ts";
import { receiptAddress } from "./receipt-address.server.ts";

/**
 * The receipt by mail, else by SMS, in the language in which was paid: a service message, queued
 * with the booking. Money that came past the pay page (a transfer, or out of suspense) has no
 * attempt to speak for it. Nobody to write to: the page is the receipt.
 */
export async function queueReceipt(
  runtime: Runtime,
  tx: Tx,
  payment: PaymentRow,
  attempt: AttemptRow | null,
): Promise<void> {
  const account = await findAccount(tx, payment.accountId);
  const debtor = await findDebtor(tx, attempt?.debtorId ?? account?.debtorId ?? "");
  assert(debtor !== null, "a payment is of a debtor's account");
  const portfolio = await loadPortfolio(tx, payment.portfolioId);
  const byDebtor = attempt !== null && attempt.payerLinkId === null;
  const tag = byDebtor ? payerLocale(attempt) : debtor.locale;
  const locale = matchLocale(tag) ?? fallbackLocale;
  await tellPerson(runtime, tx, {
    portfolio,
    debtor,
    accountId: payment.accountId,
    kind: "receipt",
    locale: tag,
    params: {
      amount: money(attempt?.total ?? payment.amount, portfolio.currency, locale),
      date: longDate(calendarDate(payment.effectiveOn), locale),
      receiptNo: payment.receiptNo,
      url: `${runtime.settings.origin}${receiptAddress(payment, attempt)}`,
    },
  });
}
