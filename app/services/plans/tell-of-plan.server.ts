import type { Tx } from "#app/db/database.server.ts";
import { hasEndedWithPlan } from "#app/db/stores/autopays.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import type { PlanRow } from "#app/db/stores/plans.server.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { longDate } from "#app/i18n/dates.ts";
import { fallbackLocale, type Locale, matchLocale } from "#app/i18n/locale.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { MessageKind } from "../messages/message-kind.ts";
import { type QueuedMessage, queueMessage } from "../messages/queue-message.server.ts";
import type { Runtime } from "../ports.ts";

export type PlanMessage = Extract<MessageKind, `plan-${string}`>;

/** A sentence that is put in the language of whoever reads it. */
type SaidIn = (locale: Locale) => string;

/**
 * Writes to the debtor who signed: by mail, by text message where there is no mail. The contact
 * rules decide; the days are in the debtor's own language. Answers what they decided; null:
 * there is nowhere to write to.
 */
export async function tellOfPlan(
  runtime: Runtime,
  tx: Tx,
  { row, portfolio, today }: LoadedAccount,
  plan: Pick<PlanRow, "id" | "debtorId">,
  kind: PlanMessage,
  says: Readonly<Record<string, CalendarDate | SaidIn>> = {},
): Promise<QueuedMessage | null> {
  const debtor = await findDebtor(tx, plan.debtorId);
  if (debtor === null || debtor.wrongPerson) return null;
  const locale = matchLocale(debtor.locale) ?? matchLocale(portfolio.locale) ?? fallbackLocale;
  const said = { date: today, ...says };
  const texts = Object.entries(said).map(([name, what]) => [
    name,
    typeof what === "function" ? what(locale) : longDate(what, locale),
  ]);
  const isBack = kind === "plan-cured" || kind === "plan-held";
  const withoutAutopay = isBack && (await hasEndedWithPlan(tx, plan.id));
  const url = `${runtime.settings.origin}/home`;
  for (const channel of ["email", "sms"] as const) {
    const queued = await queueMessage(runtime, tx, {
      portfolio,
      debtor,
      accountId: row.id,
      kind,
      channel,
      withoutAutopay,
      params: { url, ...(Object.fromEntries(texts) as Record<string, string>) },
    });
    if (queued.ok) return queued.value;
  }
  return null;
}
