import type { Tx } from "#app/db/database.server.ts";
import type { DebtorRow } from "#app/db/stores/debtors.server.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { longDate } from "#app/i18n/dates.ts";
import { fallbackLocale, matchLocale } from "#app/i18n/locale.ts";
import { queueMessage } from "../messages/queue-message.server.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";

interface ThreadNews {
  readonly kind: "message-received" | "message-answered";
  readonly accountId: string;
  /** By when somebody answers; null where somebody has. */
  readonly answerBy: Date | null;
}

/** Writes that a message came, or that an answer is there; what was said stands behind the door. */
export async function tellOfThread(
  runtime: Runtime,
  tx: Tx,
  portfolio: Portfolio,
  debtor: DebtorRow,
  { kind, accountId, answerBy }: ThreadNews,
): Promise<void> {
  const locale = matchLocale(debtor.locale) ?? matchLocale(portfolio.locale) ?? fallbackLocale;
  const day = answerBy === null ? null : dateInZone(answerBy.getTime(), portfolio.timeZone);
  const params = {
    url: `${runtime.settings.origin}/messages`,
    ...(day === null ? {} : { date: longDate(day, locale) }),
  };
  for (const channel of ["email", "sms"] as const) {
    const message = { portfolio, debtor, accountId, kind, channel, params };
    if ((await queueMessage(runtime, tx, message)).ok) return;
  }
}
