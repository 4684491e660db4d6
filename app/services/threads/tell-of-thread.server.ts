import type { Tx } from "#app/db/database.server.ts";
import type { DebtorRow } from "#app/db/stores/debtors.server.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { longDate } from "#app/i18n/dates.ts";
import { fallbackLocale, matchLocale } from "#app/i18n/locale.ts";
import { type QueuedMessage, queueMessage } from "../messages/queue-message.server.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";

interface ThreadNews {
  readonly kind: "message-received" | "message-answered" | "message-begun";
  readonly accountId: string;
  /** By when somebody answers; null where somebody has. */
  readonly answerBy: Date | null;
}

/**
 * Writes that a message came, or that one is there; what was said stands behind the door. Answers
 * what the contact rules decided; null: there is nowhere to write to.
 */
export async function tellOfThread(
  runtime: Runtime,
  tx: Tx,
  portfolio: Portfolio,
  debtor: DebtorRow,
  { kind, accountId, answerBy }: ThreadNews,
): Promise<QueuedMessage | null> {
  const locale = matchLocale(debtor.locale) ?? matchLocale(portfolio.locale) ?? fallbackLocale;
  const day = answerBy === null ? null : dateInZone(answerBy.getTime(), portfolio.timeZone);
  const params = {
    url: `${runtime.settings.origin}/messages`,
    ...(day === null ? {} : { date: longDate(day, locale) }),
  };
  for (const channel of ["email", "sms"] as const) {
    const message = { portfolio, debtor, accountId, kind, channel, params };
    const queued = await queueMessage(runtime, tx, message);
    if (queued.ok) return queued.value;
  }
  return null;
}
