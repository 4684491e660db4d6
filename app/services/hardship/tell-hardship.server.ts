import type { Tx } from "#app/db/database.server.ts";
import { type DebtorRow, findDebtor } from "#app/db/stores/debtors.server.ts";
import type { HardshipRow } from "#app/db/stores/hardship-cases.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { longDate } from "#app/i18n/dates.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import { debtorLocale } from "../messages/debtor-locale.server.ts";
import { tellPerson } from "../messages/tell-person.server.ts";
import type { Runtime } from "../ports.ts";

export type HardshipMessage = "hardship-received" | "hardship-decided" | "breathing-space";

/** Writes to the debtor, without a word of why: what it is about stands behind the door. */
export async function writeOfHardship(
  runtime: Runtime,
  tx: Tx,
  { row, portfolio }: LoadedAccount,
  debtor: DebtorRow,
  kind: HardshipMessage,
  answerBy: Date | null = null,
): Promise<void> {
  const day = answerBy === null ? null : dateInZone(answerBy.getTime(), portfolio.timeZone);
  const params = {
    url: `${runtime.settings.origin}/home`,
    ...(day === null ? {} : { date: longDate(day, debtorLocale(debtor, portfolio)) }),
  };
  await tellPerson(runtime, tx, { portfolio, debtor, accountId: row.id, kind, params });
}

/** Tells debtor and collector what was decided; the event names no reason and no word. */
export async function tellDecision(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  row: HardshipRow,
): Promise<void> {
  const debtor = await findDebtor(tx, row.debtorId);
  assert(debtor !== null && row.outcome !== null, "a decided case is somebody's");
  await recordEvent(runtime, tx, {
    accountId: row.accountId,
    type: "hardship.decided",
    data: {
      hardshipId: row.id,
      debtorRef: debtor.ref,
      outcome: row.outcome,
      holdId: row.holdId,
      from: row.terms?.from ?? null,
      to: row.terms?.to ?? null,
      monthlyAmount: row.terms?.amount ?? null,
      currency: loaded.portfolio.currency,
      months: row.terms?.months ?? null,
      decidedBy: row.decidedBy ?? "system",
    },
  });
  await writeOfHardship(runtime, tx, loaded, debtor, "hardship-decided");
}
