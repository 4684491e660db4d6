import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import type { DebtorRow } from "#app/db/stores/debtors.server.ts";
import {
  insertThread,
  insertThreadMessage,
  threadOfMessage,
} from "#app/db/stores/threads.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { actorName, worksIn } from "../act.server.ts";
import type { StaffActor } from "../actor.ts";
import { liableDebtor } from "../debtors/liable-debtor.server.ts";
import type { Runtime } from "../ports.ts";
import { insist } from "../staff/permissions.server.ts";
import { tellOfThread } from "./tell-of-thread.server.ts";
import { messageBinding, threadBinding, wordsOfThread } from "./thread-words.server.ts";

export interface ThreadBeginning {
  /** Made with the page, so that a form that was sent twice says it once. */
  readonly id: string;
  /** To whom of those who owe the account. */
  readonly debtorId: string;
  readonly subject: string;
  readonly text: string;
}

/** `waits`: the contact rules keep the news of it back for now; `untold`: for good. */
export interface BegunThread {
  readonly threadId: string;
  readonly news: "begun" | "waits" | "untold";
}

/**
 * Staff write to a debtor of their own accord. What they write stands on the debtor's page at
 * once; that it does is told by the contact rules, as nobody asked for it: at another hour when
 * they say so. It is no event, for the collector's own people wrote it.
 */
export async function beginThread(
  runtime: Runtime,
  actor: StaffActor,
  accountId: string,
  beginning: ThreadBeginning,
): Promise<Result<BegunThread, "not-found">> {
  insist(actor, "messages:answer");
  if (!isUuid(accountId) || !isUuid(beginning.id)) return err("not-found");
  return runtime.db.transaction(async (tx): Promise<Result<BegunThread, "not-found">> => {
    const row = await lockAccount(tx, accountId);
    if (row === null || !worksIn(actor, row.portfolioId)) return err("not-found");
    const debtor = await liableDebtor(tx, accountId, beginning.debtorId);
    if (debtor === null) return err("not-found");
    const before = await threadOfMessage(tx, beginning.id);
    if (before !== null) return ok({ threadId: before, news: "begun" });
    const loaded = await loadAccount(runtime, tx, row);
    return ok(await begin(runtime, tx, actor, loaded, debtor, beginning));
  });
}

async function begin(
  runtime: Runtime,
  tx: Tx,
  actor: StaffActor,
  { row, portfolio }: LoadedAccount,
  debtor: DebtorRow,
  { id: messageId, subject, text }: ThreadBeginning,
): Promise<BegunThread> {
  const { id: accountId, portfolioId } = row;
  const at = new Date(runtime.clock.now());
  const id = runtime.ids.next();
  const whose = { portfolioId, accountId, debtorId: debtor.id };
  const thread = {
    ...{ id, ...whose, openedAt: at, lastAt: at },
    sealed: runtime.sealer.seal(threadBinding({ id, portfolioId }), { subject }),
    ...{ waitingSince: null, answerBy: null, seenAt: null },
  };
  await insertThread(tx, thread);
  const sealed = runtime.sealer.seal(messageBinding({ id: messageId, portfolioId }), { text });
  const by = actorName(actor);
  await insertThreadMessage(tx, { id: messageId, threadId: id, portfolioId, by, sealed, at });
  await appendAudit(tx, {
    portfolioId,
    actor: by,
    action: "message.begun",
    subject: `account:${accountId}`,
    detail: { threadId: id },
    at,
  });
  const about = await wordsOfThread(runtime, tx, portfolio, thread);
  const news = { kind: "message-begun", accountId, answerBy: null, about } as const;
  const told = await tellOfThread(runtime, tx, portfolio, debtor, news);
  if (told?.allowed) return { threadId: id, news: "begun" };
  return { threadId: id, news: told !== null && told.until !== null ? "waits" : "untold" };
}
