import type { Tx } from "#app/db/database.server.ts";
import type { DebtorRow } from "#app/db/stores/debtors.server.ts";
import type { WaitingWords } from "#app/db/stores/waiting-messages.server.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { longDate } from "#app/i18n/dates.ts";
import { debtorLocale } from "../messages/debtor-locale.server.ts";
import type { QueuedMessage } from "../messages/queue-message.server.ts";
import { tellPerson } from "../messages/tell-person.server.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";

interface ThreadNews {
  readonly kind: "message-received" | "message-answered" | "message-begun";
  readonly accountId: string;
  /** By when somebody answers; null where somebody has. */
  readonly answerBy: Date | null;
  /** Which message of the thread, where the news of it may wait. */
  readonly about?: WaitingWords;
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
  { answerBy, ...news }: ThreadNews,
): Promise<QueuedMessage | null> {
  const day = answerBy === null ? null : dateInZone(answerBy.getTime(), portfolio.timeZone);
  const params = {
    url: `${runtime.settings.origin}/messages`,
    ...(day === null ? {} : { date: longDate(day, debtorLocale(debtor, portfolio)) }),
  };
  return tellPerson(runtime, tx, { portfolio, debtor, ...news, params });
}
