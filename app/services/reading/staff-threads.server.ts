import { findAccount } from "#app/db/stores/accounts.server.ts";
import {
  findThread,
  listAccountThreads,
  listStaffThreads,
  type ThreadRow,
} from "#app/db/stores/threads.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { StaffActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { recordLook } from "../staff/record-look.server.ts";
import { staffPortfolios } from "../staff/staff-portfolios.server.ts";
import { supportOf } from "../support/support-of.server.ts";
import { subjectOf } from "../threads/thread-words.server.ts";
import { debtorNames } from "./debtor-names.server.ts";
import { messagesOf } from "./threads.server.ts";

const most = 200;
const onAccount = 5;

/** Threads of staff's portfolios: who waits longest for an answer stands first. */
export async function staffThreads(runtime: Runtime, actor: StaffActor) {
  const own = await staffPortfolios(runtime, actor);
  const zones = new Map(own.map(({ id, timeZone }) => [id, timeZone]));
  const rows = await listStaffThreads(runtime.db, actor.portfolioIds, most);
  const ids = rows.map(({ debtorId }) => debtorId);
  const names = await debtorNames(runtime, ids);
  await recordLook(runtime, actor, {
    action: "accounts.listed",
    portfolioId: null,
    subject: "messages",
    detail: { shown: rows.length },
  });
  return rows.map((row) => ({
    ...threadLine(runtime, row),
    ref: row.accountRef,
    name: names.get(row.debtorId) ?? row.accountRef,
    zone: zones.get(row.portfolioId) ?? "UTC",
  }));
}

function threadLine(runtime: Runtime, row: ThreadRow) {
  return {
    id: row.id,
    subject: subjectOf(runtime, row),
    lastAt: row.lastAt.getTime(),
    answerBy: row.answerBy?.getTime() ?? null,
    late: row.answerBy !== null && row.answerBy.getTime() < runtime.clock.now(),
  };
}

/** One thread for the one who answers it. Null: not there, or of others' portfolios. */
export async function staffThread(runtime: Runtime, actor: StaffActor, threadId: string) {
  const row = isUuid(threadId) ? await findThread(runtime.db, threadId) : null;
  if (row === null || !actor.portfolioIds.includes(row.portfolioId)) return null;
  const account = await findAccount(runtime.db, row.accountId);
  assert(account !== null, "a thread is about an account");
  const own = await staffPortfolios(runtime, actor);
  const names = await debtorNames(runtime, [row.debtorId]);
  await recordLook(runtime, actor, {
    action: "account.viewed",
    portfolioId: row.portfolioId,
    subject: `account:${account.id}`,
    detail: { threadId },
  });
  return {
    ...threadLine(runtime, row),
    accountId: account.id,
    ref: account.ref,
    name: names.get(row.debtorId) ?? account.ref,
    zone: own.find(({ id }) => id === row.portfolioId)?.timeZone ?? "UTC",
    support: await supportOf(runtime, runtime.db, row.debtorId),
    messages: await messagesOf(runtime, row.id),
    messageId: runtime.ids.next(),
  };
}

/** The last threads of an account, for its page. */
export async function threadsOfAccount(runtime: Runtime, accountId: string) {
  const rows = await listAccountThreads(runtime.db, accountId, onAccount);
  return rows.map((row) => threadLine(runtime, row));
}
