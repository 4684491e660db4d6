import type { Tx } from "#app/db/database.server.ts";
import type { CaseRow } from "#app/db/stores/case-files.server.ts";
import { type DebtorRow, findDebtor } from "#app/db/stores/debtors.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { longDate } from "#app/i18n/dates.ts";
import { translator } from "#app/i18n/instances.server.ts";
import { fallbackLocale, type Locale, matchLocale } from "#app/i18n/locale.ts";
import { addressOf, queueMessage } from "../messages/queue-message.server.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Attachment, Runtime } from "../ports.ts";

export type CaseMessage =
  | "case-opened"
  | "case-asked"
  | "case-extended"
  | "case-held-over"
  | "case-answered";

/** Writes to whose case it is: by mail, else by text message; never a word of what it is about. */
export async function tellOfCase(
  runtime: Runtime,
  tx: Tx,
  portfolio: Portfolio,
  row: CaseRow,
  kind: CaseMessage,
  attach: readonly Attachment[] = [],
): Promise<void> {
  const debtor = await findDebtor(tx, row.debtorId);
  assert(debtor !== null, "a case is somebody's");
  if (debtor.wrongPerson) return;
  const locale = caseLocale(debtor, portfolio);
  const byMail = addressOf(runtime, debtor, "email") !== null;
  await queueMessage(runtime, tx, {
    portfolio,
    debtor,
    accountId: row.accountId,
    kind,
    channel: byMail ? "email" : "sms",
    params: {
      what: translator(locale, "debtor")(`case.kind.${row.kind}`),
      date: longDate(dateInZone(row.dueAt.getTime(), portfolio.timeZone), locale),
      url: `${runtime.settings.origin}/a/${row.accountId}/cases/${row.id}`,
    },
    attachments: byMail ? attach : [],
  });
}

/** The language in which a debtor is written to. */
export function caseLocale(debtor: DebtorRow, portfolio: Portfolio): Locale {
  return matchLocale(debtor.locale) ?? matchLocale(portfolio.locale) ?? fallbackLocale;
}
