import type { Tx } from "#app/db/database.server.ts";
import { type DebtorRow, listLiableDebtors } from "#app/db/stores/debtors.server.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { longDate } from "#app/i18n/dates.ts";
import { fallbackLocale, matchLocale } from "#app/i18n/locale.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { queueMessage } from "../messages/queue-message.server.ts";
import type { Runtime } from "../ports.ts";

/** A plan binds its signer; whoever else owes the account is told that there is one. */
export async function tellOtherDebtors(
  runtime: Runtime,
  tx: Tx,
  { row, portfolio }: LoadedAccount,
  signer: DebtorRow,
  signedAt: Date,
): Promise<void> {
  for (const debtor of await listLiableDebtors(tx, row.id)) {
    if (debtor.id === signer.id || debtor.wrongPerson) continue;
    const locale = matchLocale(debtor.locale) ?? matchLocale(portfolio.locale) ?? fallbackLocale;
    const date = longDate(dateInZone(signedAt.getTime(), portfolio.timeZone), locale);
    const message = {
      portfolio,
      debtor,
      accountId: row.id,
      kind: "plan-agreed",
      params: { date },
    } as const;
    const mailed = await queueMessage(runtime, tx, { ...message, channel: "email" });
    if (!mailed.ok) await queueMessage(runtime, tx, { ...message, channel: "sms" });
  }
}
