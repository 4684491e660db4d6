import type { Tx } from "#app/db/database.server.ts";
import { hasEndedWithPlan } from "#app/db/stores/autopays.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import type { PlanRow } from "#app/db/stores/plans.server.ts";
import type { WaitingWords } from "#app/db/stores/waiting-messages.server.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { longDate } from "#app/i18n/dates.ts";
import type { Locale } from "#app/i18n/locale.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { debtorLocale } from "../messages/debtor-locale.server.ts";
import type { MessageKind } from "../messages/message-kind.ts";
import type { QueuedMessage } from "../messages/queue-message.server.ts";
import { tellPerson } from "../messages/tell-person.server.ts";
import type { Runtime } from "../ports.ts";

export type PlanMessage = Extract<MessageKind, `plan-${string}`>;

/** A sentence that is put in the language of whoever reads it. */
type SaidIn = (locale: Locale) => string;

/**
 * Writes to the debtor who signed, by the first channel that the contact rules allow; `about` says
 * what may wait where they say later. The days are in the debtor's own language. Answers what they
 * decided; null: there is nowhere to write to.
 */
export async function tellOfPlan(
  runtime: Runtime,
  tx: Tx,
  { row, portfolio, today }: LoadedAccount,
  plan: Pick<PlanRow, "id" | "debtorId">,
  kind: PlanMessage,
  says: Readonly<Record<string, CalendarDate | SaidIn>> = {},
  about?: WaitingWords,
): Promise<QueuedMessage | null> {
  const debtor = await findDebtor(tx, plan.debtorId);
  if (debtor === null || debtor.wrongPerson) return null;
  const locale = debtorLocale(debtor, portfolio);
  const said: typeof says = { date: today, ...says };
  const texts = Object.entries(said).map(([name, what]) => [
    name,
    typeof what === "function" ? what(locale) : longDate(what, locale),
  ]);
  const isBack = kind === "plan-cured" || kind === "plan-held";
  const withoutAutopay = isBack && (await hasEndedWithPlan(tx, plan.id));
  const url = `${runtime.settings.origin}/home`;
  return tellPerson(runtime, tx, {
    portfolio,
    debtor,
    accountId: row.id,
    kind,
    withoutAutopay,
    params: { url, ...(Object.fromEntries(texts) as Record<string, string>) },
    ...(about ? { about } : {}),
  });
}
