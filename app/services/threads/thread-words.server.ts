import type { ThreadMessageRow, ThreadRow } from "#app/db/stores/threads.server.ts";
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

export function threadBinding({ id, portfolioId }: Bound): SealBinding {
  return { portfolioId, table: "message_thread", id };
}

export function messageBinding({ id, portfolioId }: Bound): SealBinding {
  return { portfolioId, table: "thread_message", id };
}
