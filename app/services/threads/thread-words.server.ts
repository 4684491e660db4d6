import type { Tx } from "#app/db/database.server.ts";
import {
  listThreadMessages,
  type ThreadMessageRow,
  type ThreadRow,
} from "#app/db/stores/threads.server.ts";
import type { WaitingWords } from "#app/db/stores/waiting-messages.server.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime, SealBinding } from "../ports.ts";

type Opener = Pick<Runtime, "sealer">;
type Bound = { readonly id: string; readonly portfolioId: string };

/** What a thread is about, in the debtor's own words. */
export function subjectOf({ sealer }: Opener, row: ThreadRow): string {
  return sealer.open<{ subject: string }>(threadBinding(row), row.sealed).subject;
}

/** What was written. */
export function wordsOf({ sealer }: Opener, row: ThreadMessageRow): string {
  return sealer.open<{ text: string }>(messageBinding(row), row.sealed).text;
}

/** The last message of a thread, as the one whose notice may have to wait. */
export async function wordsOfThread(
  { clock }: Pick<Runtime, "clock">,
  tx: Tx,
  { timeZone }: Pick<Portfolio, "timeZone">,
  { id, portfolioId, accountId, debtorId }: ThreadRow,
): Promise<WaitingWords> {
  const { length: n } = await listThreadMessages(tx, id);
  const saidOn = dateInZone(clock.now(), timeZone);
  const whose = { portfolioId, accountId, debtorId };
  return { ...whose, kind: "message-begun", reference: id, n, saidOn };
}

export function threadBinding({ id, portfolioId }: Bound): SealBinding {
  return { portfolioId, table: "message_thread", id };
}

export function messageBinding({ id, portfolioId }: Bound): SealBinding {
  return { portfolioId, table: "thread_message", id };
}
