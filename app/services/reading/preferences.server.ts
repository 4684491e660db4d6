import { listDebtorAccounts } from "#app/db/stores/accounts.server.ts";
import { maskEmail, phoneEnding } from "#app/domain/verification/mask.ts";
import { matchLocale } from "#app/i18n/locale.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import { addressOf } from "../messages/queue-message.server.ts";
import type { Runtime } from "../ports.ts";
import { supportOf } from "../support/support-of.server.ts";

/** How a debtor is written to now; contacts as masks. Hours in minutes of the debtor's day. */
export async function preferencesPage(runtime: Runtime, { debtor, portfolio }: Visit) {
  const email = addressOf(runtime, debtor, "email");
  const phone = addressOf(runtime, debtor, "sms");
  const [account] = await listDebtorAccounts(runtime.db, debtor.id);
  const { hours } = await supportOf(runtime, runtime.db, debtor.id);
  return {
    locale: matchLocale(debtor.locale) ?? matchLocale(portfolio.locale) ?? "zh-CN",
    email: email === null ? null : maskEmail(email),
    phoneEnding: phone === null ? null : phoneEnding(phone),
    refused: debtor.optOut,
    hours,
    /** The account whose page says what else would help; null: there is none. */
    accountId: account?.id ?? null,
    zone: debtor.timeZone ?? portfolio.timeZone,
  };
}
