import type { Tx } from "#app/db/database.server.ts";
import type { CaseRow } from "#app/db/stores/case-files.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { longDate } from "#app/i18n/dates.ts";
import { translator } from "#app/i18n/instances.server.ts";
import { debtorLocale } from "../messages/debtor-locale.server.ts";
import { tellPerson } from "../messages/tell-person.server.ts";
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
  const locale = debtorLocale(debtor, portfolio);
  await tellPerson(runtime, tx, {
    portfolio,
    debtor,
    accountId: row.accountId,
    kind,
    params: {
      what: translator(locale, "debtor")(`case.kind.${row.kind}`),
      date: longDate(dateInZone(row.dueAt.getTime(), portfolio.timeZone), locale),
      url: `${runtime.settings.origin}/a/${row.accountId}/cases/${row.id}`,
    },
    attachments: attach,
  });
}
