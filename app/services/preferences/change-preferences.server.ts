import type { Tx } from "#app/db/database.server.ts";
import { listDebtorAccounts } from "#app/db/stores/accounts.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import type { DebtorRow } from "#app/db/stores/debtors.server.ts";
import { setPreferences } from "#app/db/stores/preferences.server.ts";
import type { ContactHours } from "#app/domain/notices/channel.ts";
import { clockText } from "#app/domain/notices/hours.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";
import { saveSupport } from "../support/save-support.server.ts";
import { supportOf } from "../support/support-of.server.ts";

export interface WantedPreferences {
  readonly locale: string;
  /** Channels refused: "email", "sms". */
  readonly optOut: readonly string[];
  /** Null: any hour that the rules allow; absent: as they are. */
  readonly hours?: ContactHours | null;
}

/**
 * Keeps what changed of a debtor's preferences and tells the collector, in the caller's
 * transaction; the debtor's row is locked. What stays the same is not told. False: nothing changed.
 */
export async function changePreferences(
  runtime: Runtime,
  tx: Tx,
  debtor: DebtorRow,
  wanted: WantedPreferences,
  how: "portal" | "opt-out-link",
): Promise<boolean> {
  const optOut = [...new Set(wanted.optOut)].sort();
  const sameLocale = wanted.locale === debtor.locale;
  const sameChannels = optOut.join() === [...debtor.optOut].sort().join();
  const changed = {
    ...(sameLocale ? {} : { locale: wanted.locale }),
    ...(sameChannels ? {} : { refusedChannels: optOut }),
    ...(await changeHours(runtime, tx, debtor, wanted)),
  };
  if (Object.keys(changed).length === 0) return false;
  const at = new Date(runtime.clock.now());
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

/** Hours stand with what helps a debtor, as the need "call-times". */
async function changeHours(
  runtime: Runtime,
  tx: Tx,
  debtor: DebtorRow,
  { hours }: WantedPreferences,
) {
  const support = await supportOf(runtime, tx, debtor.id);
  if (hours === undefined || sameHours(support.hours, hours)) return {};
  const others = support.needs.filter((need) => need !== "call-times");
  const needs = hours === null ? others : [...others, "call-times" as const];
  await saveSupport(runtime, tx, debtor, { ...support, hours, needs });
  if (hours === null) return { contactHours: null };
  const { fromMinute, toMinute } = hours;
  return { contactHours: { from: clockText(fromMinute), to: clockText(toMinute) } };
}

function sameHours(one: ContactHours | null, other: ContactHours | null): boolean {
  return one?.fromMinute === other?.fromMinute && one?.toMinute === other?.toMinute;
}
