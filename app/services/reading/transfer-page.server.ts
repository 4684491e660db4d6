import { spacedReference } from "#app/domain/payments/transfer-reference.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { inLanguage } from "../portfolios/brand.server.ts";
import type { Runtime } from "../ports.ts";
import { transferReferenceOf } from "../transfers/transfer-reference-of.server.ts";

/** Where to send money by bank transfer and with which reference; null: it is not offered. */
export async function transferPage(
  runtime: Runtime,
  { portfolio, row, balance }: LoadedAccount,
  locale: string,
) {
  const to = portfolio.brand.transferTo;
  if (to === undefined || row.status !== "open") return null;
  return {
    accountId: row.id,
    currency: portfolio.currency,
    totalMinor: balance.totalMinor,
    holder: inLanguage(to.holder, locale),
    bank: inLanguage(to.bank, locale),
    number: to.number,
    routing: to.routing ?? null,
    reference: spacedReference(await transferReferenceOf(runtime, row)),
  };
}
