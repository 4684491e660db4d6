import type { Tx } from "#app/db/database.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { closeTask } from "#app/db/stores/tasks.server.ts";
import {
  findThread,
  insertThreadMessage,
  moveThread,
  type ThreadRow,
} from "#app/db/stores/threads.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { actorName } from "../act.server.ts";
import type { StaffActor } from "../actor.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { insist } from "../staff/permissions.server.ts";
import { tellOfThread } from "./tell-of-thread.server.ts";
import { messageBinding, wordsOfThread } from "./thread-words.server.ts";

/** `text` null: what was written needs no answer. */
export interface ThreadAnswer {
  readonly id: string;
  readonly text: string | null;
}

/**
 * Answers a debtor, or notes that nothing is to be answered; the task is done either way. A form
 * that was sent twice answers once.
 */
export async function answerThread(
  runtime: Runtime,
  actor: StaffActor,
  threadId: string,
  answer: ThreadAnswer,
): Promise<Result<void, "not-found">> {
  insist(actor, "messages:answer");
  if (!isUuid(threadId) || !isUuid(answer.id)) return err("not-found");
  return runtime.db.transaction(async (tx) => {
    const thread = await findThread(tx, threadId, true);
    if (thread === null || !actor.portfolioIds.includes(thread.portfolioId))
      return err("not-found");
    const at = new Date(runtime.clock.now());
    if (answer.text !== null) {
      const said = await say(runtime, tx, actor, thread, { id: answer.id, text: answer.text }, at);
      if (!said) return ok(undefined);
    }
    const lastAt = answer.text === null ? thread.lastAt : at;
    await moveThread(tx, threadId, { lastAt, waitingSince: null, answerBy: null });
    await closeTask(tx, "message", threadId, actorName(actor), at);
    await appendAudit(tx, {
      portfolioId: thread.portfolioId,
      actor: actorName(actor),
      action: answer.text === null ? "message.closed" : "message.answered",
      subject: `account:${thread.accountId}`,
      detail: { threadId },
      at,
    });
    return ok(undefined);
  });
}

/** False when this very answer was given before. */
async function say(
  runtime: Runtime,
  tx: Tx,
  actor: StaffActor,
  thread: ThreadRow,
  { id, text }: { readonly id: string; readonly text: string },
  at: Date,
): Promise<boolean> {
  const { id: threadId, portfolioId, accountId } = thread;
  const sealed = runtime.sealer.seal(messageBinding({ id, portfolioId }), { text });
  const row = { id, threadId, portfolioId, by: actorName(actor), sealed, at };
  if (!(await insertThreadMessage(tx, row))) return false;
  const debtor = await findDebtor(tx, thread.debtorId);
  assert(debtor !== null, "a thread is a debtor's");
  const portfolio = await loadPortfolio(tx, portfolioId);
  // What nobody waits for is no answer: the contact rules decide when it may be told.
  const about =
    thread.waitingSince === null ? await wordsOfThread(runtime, tx, portfolio, thread) : null;
  const kind = about === null ? "message-answered" : "message-begun";
  const news = { kind, accountId, answerBy: null, ...(about ? { about } : {}) } as const;
  await tellOfThread(runtime, tx, portfolio, debtor, news);
  return true;
}
