import { listDebtorAccounts } from "#app/db/stores/accounts.server.ts";
import type { EvidencePurpose } from "#app/db/stores/evidence.server.ts";
import {
  findThread,
  listDebtorThreads,
  listThreadMessages,
  markThreadSeen,
  type ThreadRow,
} from "#app/db/stores/threads.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { openCardFacts } from "../debtors/person.server.ts";
import { filesOf, unsentFiles } from "../evidence/list-evidence.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import { subjectOf, wordsOf } from "../threads/thread-words.server.ts";

const purpose: EvidencePurpose = "message";

/** A debtor's own threads; `unread`: somebody answered since they last looked. */
export async function threadsPage(runtime: Runtime, { actor, portfolio }: Visit) {
  assert(actor.level >= 1, "only somebody inside reads their messages");
  const rows = await listDebtorThreads(runtime.db, actor.debtorId);
  const accounts = await accountNames(runtime, actor.debtorId);
  return {
    threads: rows.map((row) => threadLine(runtime, row, accounts)),
    zone: portfolio.timeZone,
    /** Each may be written about. */
    accounts,
  };
}

interface AccountName {
  readonly id: string;
  readonly ref: string;
  /** The last digits of its card; null: none on file. */
  readonly card: string | null;
  readonly product: string | null;
}

async function accountNames(runtime: Runtime, debtorId: string): Promise<readonly AccountName[]> {
  const rows = await listDebtorAccounts(runtime.db, debtorId);
  return rows.map((row) => ({
    id: row.id,
    ref: row.ref,
    card: openCardFacts(runtime, row).cardLast4,
    product: row.product,
  }));
}

/** Which of several accounts it is about; null where there is but one. */
function oneOfSeveral(accounts: readonly AccountName[], id: string): AccountName | null {
  return accounts.length > 1 ? (accounts.find((account) => account.id === id) ?? null) : null;
}

function threadLine(runtime: Runtime, row: ThreadRow, accounts: readonly AccountName[]) {
  return {
    id: row.id,
    account: oneOfSeveral(accounts, row.accountId),
    subject: subjectOf(runtime, row),
    lastAt: row.lastAt.getTime(),
    answerBy: row.answerBy?.getTime() ?? null,
    unread: row.waitingSince === null && (row.seenAt?.getTime() ?? 0) < row.lastAt.getTime(),
  };
}

/** One thread with all that was written, and notes that it was looked at. Null: not theirs. */
export async function threadPage(runtime: Runtime, { actor, portfolio }: Visit, threadId: string) {
  const row = isUuid(threadId) ? await findThread(runtime.db, threadId) : null;
  if (row === null || actor.level < 1 || row.debtorId !== actor.debtorId) return null;
  await markThreadSeen(runtime.db, row.id, new Date(runtime.clock.now()));
  return {
    id: row.id,
    accountId: row.accountId,
    subject: subjectOf(runtime, row),
    answerBy: row.answerBy?.getTime() ?? null,
    messages: await messagesOf(runtime, row.id),
    added: await unsentFiles(runtime, actor.debtorId, row.accountId, purpose),
    messageId: runtime.ids.next(),
    zone: portfolio.timeZone,
  };
}

/** What a new message's form starts from. */
export async function newThreadPage(runtime: Runtime, { actor }: Visit, accountId: string) {
  return {
    accountId,
    account: oneOfSeveral(await accountNames(runtime, actor.debtorId), accountId),
    added: await unsentFiles(runtime, actor.debtorId, accountId, purpose),
    messageId: runtime.ids.next(),
  };
}

/** What was written in a thread, oldest first, each with its files; no name of staff. */
export async function messagesOf(runtime: Runtime, threadId: string) {
  const rows = await listThreadMessages(runtime.db, threadId);
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      mine: row.by.startsWith("debtor:"),
      text: wordsOf(runtime, row),
      at: row.at.getTime(),
      files: await filesOf(runtime, row.id),
    })),
  );
}

export type ThreadMessages = Awaited<ReturnType<typeof messagesOf>>;
