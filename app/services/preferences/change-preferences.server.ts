import type { Tx } from "#app/db/database.server.ts";
import { listDebtorAccounts } from "#app/db/stores/accounts.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import type { DebtorRow } from "#app/db/stores/debtors.server.ts";
import { type PreferenceChange, setPreferences } from "#app/db/stores/preferences.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";

/**
 * Keeps what changed of a debtor's preferences and tells the collector, in the caller's
 * transaction; the debtor's row is locked. What stays the same is not told. False: nothing changed.
 */
export async function changePreferences(
  runtime: Runtime,
  tx: Tx,
  debtor: DebtorRow,
  wanted: Required<PreferenceChange>,
  how: "portal" | "opt-out-link",
): Promise<boolean> {
  const optOut = [...new Set(wanted.optOut)].sort();
  const sameLocale = wanted.locale === debtor.locale;
  const sameChannels = optOut.join() === [...debtor.optOut].sort().join();
  if (sameLocale && sameChannels) return false;
  const at = new Date(runtime.clock.now());
  const changed = {
    ...(sameLocale ? {} : { locale: wanted.locale }),
    ...(sameChannels ? {} : { refusedChannels: optOut }),
  };
  await setPreferences(tx, debtor.id, { locale: wanted.locale, optOut }, at);
  await appendAudit(tx, {
    portfolioId: debtor.portfolioId,
    actor: `debtor:${debtor.id}`,
    action: "preference.changed",
    subject: `debtor:${debtor.id}`,
    detail: { ...changed, how },
    at,
  });
  const [account] = await listDebtorAccounts(tx, debtor.id);
  if (account === undefined) return true;
  await recordEvent(runtime, tx, {
    accountId: account.id,
    type: "preference.changed",
    data: { debtorRef: debtor.ref, ...changed },
  });
  return true;
}
