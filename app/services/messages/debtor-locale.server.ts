import type { DebtorRow } from "#app/db/stores/debtors.server.ts";
import { fallbackLocale, type Locale, matchLocale } from "#app/i18n/locale.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";

/** The language in which a debtor is written to: their own, else the portfolio's. */
export function debtorLocale(
  debtor: Pick<DebtorRow, "locale">,
  portfolio: Pick<Portfolio, "locale">,
): Locale {
  return matchLocale(debtor.locale) ?? matchLocale(portfolio.locale) ?? fallbackLocale;
}
