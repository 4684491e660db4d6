import { findAccount } from "#app/db/stores/accounts.server.ts";
import { listPaymentPage, type PaymentRow } from "#app/db/stores/payments.server.ts";
import { findPortfolio } from "#app/db/stores/portfolios.server.ts";
import { findPosting } from "#app/db/stores/postings.server.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import { componentNames } from "#app/domain/money/components.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import type { Runtime } from "../ports.ts";

/** One page of payments, newest first, with the split and the rule that made it. */
export async function paymentPage(
  runtime: Runtime,
  portfolioIds: readonly string[],
  page: {
    readonly accountId: string | null;
    readonly after: string | null;
    readonly limit: number;
  },
) {
  const rows = await listPaymentPage(runtime.db, portfolioIds, page);
  const payments = await Promise.all(rows.map((row) => paymentDocument(runtime, row)));
  return { payments, next: rows.length < page.limit ? null : (rows.at(-1)?.id ?? null) };
}

async function paymentDocument({ db }: Runtime, row: PaymentRow) {
  const [account, portfolio, posting] = await Promise.all([
    findAccount(db, row.accountId),
    findPortfolio(db, row.portfolioId),
    findPosting(db, row.postingId),
  ]);
  const currency = row.currency as Currency;
  const amount = (minor: bigint) => formatAmount(minor, currency);
  const split = componentNames.map((name) => [name, amount(-(posting?.[name] ?? 0n))]);
  return {
    id: row.id,
    portfolio: portfolio?.code ?? "",
    accountRef: account?.ref ?? "",
    accountSeq: Number(posting?.accountSeq ?? 0n),
    amount: amount(row.amount),
    currency,
    state: row.state,
    source: row.source === "elsewhere" ? "elsewhere" : "portal",
    method: row.method,
    reference: row.reference,
    effectiveOn: row.effectiveOn,
    paidAt: row.paidAt.toISOString(),
    planId: row.planId,
    split: Object.fromEntries(split),
    credit: amount(posting?.credit ?? 0n),
    rule: posting?.rule ?? "",
    receiptNo: row.receiptNo,
  };
}
