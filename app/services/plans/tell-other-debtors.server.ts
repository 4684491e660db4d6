import type { Tx } from "#app/db/database.server.ts";
import { type DebtorRow, listLiableDebtors } from "#app/db/stores/debtors.server.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { longDate } from "#app/i18n/dates.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { debtorLocale } from "../messages/debtor-locale.server.ts";
import { tellPerson } from "../messages/tell-person.server.ts";
import type { Runtime } from "../ports.ts";

interface SignedPlan {
  readonly signer: DebtorRow;
  readonly signedAt: Date;
  /** Whose proposals waited for a person until the plan was signed. */
  readonly ended: ReadonlySet<string>;
}

/**
 * A plan binds its signer; whoever else owes the account is told that there is one, and by the
 * same message that an answer they were promised is not to come.
 */
export async function tellOtherDebtors(
  runtime: Runtime,
  tx: Tx,
  { row, portfolio }: LoadedAccount,
  { signer, signedAt, ended }: SignedPlan,
): Promise<void> {
  for (const debtor of await listLiableDebtors(tx, row.id)) {
    if (debtor.id === signer.id || debtor.wrongPerson) continue;
    const signedOn = dateInZone(signedAt.getTime(), portfolio.timeZone);
    const date = longDate(signedOn, debtorLocale(debtor, portfolio));
    await tellPerson(runtime, tx, {
      portfolio,
      debtor,
      accountId: row.id,
      kind: ended.has(debtor.id) ? "proposal-withdrawn" : "plan-agreed",
      params: { date, url: `${runtime.settings.origin}/home` },
    });
  }
}
