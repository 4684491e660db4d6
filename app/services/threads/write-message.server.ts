import type { Tx } from "#app/db/database.server.ts";
import { lockAccount, owesAccount } from "#app/db/stores/accounts.server.ts";
import { sendEvidence } from "#app/db/stores/evidence.server.ts";
import { raiseTask } from "#app/db/stores/tasks.server.ts";
import {
  findThread,
  insertThread,
  insertThreadMessage,
  moveThread,
  type ThreadRow,
  threadOfMessage,
} from "#app/db/stores/threads.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { mayDo } from "#app/domain/verification/level.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { actorName } from "../act.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import { answerDay } from "../plans/answer-day.server.ts";
import type { Runtime } from "../ports.ts";
import { tellOfThread } from "./tell-of-thread.server.ts";
import { messageBinding, threadBinding } from "./thread-words.server.ts";

export interface NewMessage {
  /** Made with the page, so that a form that was sent twice says it once. */
  readonly id: string;
  readonly text: string;
  /** The thread that it answers; or what a new one is about. */
  readonly to: { readonly threadId: string } | { readonly subject: string };
}

/**
 * Takes in what a debtor writes about an account, with the files that they added: a person answers
 * by a promised day, the task is raised, the collector is told that something was written.
 */
export async function writeMessage(
  runtime: Runtime,
  visit: Visit,
  accountId: string,
  message: NewMessage,
): Promise<Result<{ readonly threadId: string }, "not-found">> {
  const { actor } = visit;
  if (!isUuid(message.id) || !isUuid(accountId)) return err("not-found");
  return runtime.db.transaction(async (tx) => {
    const row = await lockAccount(tx, accountId);
    const mayWrite = mayDo(actor.level, "writeMessage");
    if (row === null || !mayWrite || !(await owesAccount(tx, actor.debtorId, accountId))) {
      return err("not-found");
    }
    const sentBefore = await threadOfMessage(tx, message.id);
    if (sentBefore !== null) return sentAgain(tx, visit, sentBefore);
    const loaded = await loadAccount(runtime, tx, row);
    const thread = await threadFor(runtime, tx, visit, loaded, message);
    if (thread === null) return err("not-found");
    await write(runtime, tx, visit, loaded, thread, message);
    return ok({ threadId: thread.id });
  });
}

async function sentAgain(tx: Tx, { actor }: Visit, threadId: string) {
  const thread = await findThread(tx, threadId);
  return thread?.debtorId === actor.debtorId ? ok({ threadId }) : err("not-found" as const);
}

/** Null: no such thread of this debtor on this account. */
async function threadFor(
  runtime: Runtime,
  tx: Tx,
  { actor }: Visit,
  loaded: LoadedAccount,
  { to }: NewMessage,
): Promise<ThreadRow | null> {
  const { id: accountId, portfolioId } = loaded.row;
  if ("threadId" in to) {
    const known = isUuid(to.threadId) ? await findThread(tx, to.threadId, true) : null;
    const own = known?.debtorId === actor.debtorId && known.accountId === accountId;
    return own ? known : null;
  }
  const now = new Date(runtime.clock.now());
  const id = runtime.ids.next();
  const thread = {
    ...{ id, portfolioId, accountId, debtorId: actor.debtorId, openedAt: now, lastAt: now },
    sealed: runtime.sealer.seal(threadBinding({ id, portfolioId }), { subject: to.subject }),
    waitingSince: null,
    answerBy: null,
    seenAt: now,
  };
  await insertThread(tx, thread);
  return thread;
}

async function write(
  runtime: Runtime,
  tx: Tx,
  { actor, debtor }: Visit,
  loaded: LoadedAccount,
  thread: ThreadRow,
  { id, text }: NewMessage,
): Promise<void> {
  const { id: threadId, portfolioId, accountId } = thread;
  const at = new Date(runtime.clock.now());
  const sealed = runtime.sealer.seal(messageBinding({ id, portfolioId }), { text });
  const by = actorName(actor);
  await insertThreadMessage(tx, { id, threadId, portfolioId, by, sealed, at });
  const whose = { debtorId: debtor.id, accountId, purpose: "message" } as const;
  const files = await sendEvidence(tx, whose, id);
  // Who writes twice before an answer keeps the first promise.
  const waitingSince = thread.waitingSince ?? at;
  const answerBy = thread.answerBy ?? answerDay(loaded);
  await moveThread(tx, threadId, { lastAt: at, waitingSince, answerBy });
  const taskId = runtime.ids.next();
  const task = { portfolioId, accountId, kind: "message", reference: threadId, dueAt: answerBy };
  await raiseTask(tx, { id: taskId, ...task });
  await recordEvent(runtime, tx, {
    accountId,
    type: "message.received",
    data: {
      threadId,
      messageId: id,
      debtorRef: debtor.ref,
      files,
      answerBy: answerBy.toISOString(),
    },
  });
  if (thread.waitingSince !== null) return;
  await tellOfThread(runtime, tx, loaded.portfolio, debtor, {
    ...{ kind: "message-received", accountId, answerBy },
  });
}
