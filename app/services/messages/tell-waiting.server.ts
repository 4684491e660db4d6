import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import {
  endWaiting,
  listWaitingDue,
  passWaitingOn,
  takeWaiting,
  type WaitingMessageRow,
  waitOn,
} from "#app/db/stores/waiting-messages.server.ts";
import { contactWaitDays } from "#app/domain/policy/policy.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { tellStillDue } from "../plans/tell-still-due.server.ts";
import type { Runtime } from "../ports.ts";
import { tellStillUnread } from "../threads/tell-still-unread.server.ts";
import type { QueuedMessage } from "./queue-message.server.ts";

const batch = 200;

/**
 * Asks again for every message whose time to wait is over (domain.md §9): it is told if what it
 * says is still so, and decided afresh by the contact rules, with a line in the ledger of its own.
 * It goes out once; it is dropped when it is no longer so or older than the policy's days.
 */
export async function tellWaiting(runtime: Runtime): Promise<void> {
  for (;;) {
    const due = await listWaitingDue(runtime.db, new Date(runtime.clock.now()), batch);
    for (const { id, accountId } of due) {
      await runtime.db.transaction((tx) => tellOne(runtime, tx, accountId, id));
    }
    if (due.length < batch) return;
  }
}

async function tellOne(runtime: Runtime, tx: Tx, accountId: string, id: string): Promise<void> {
  const account = await lockAccount(tx, accountId);
  const now = new Date(runtime.clock.now());
  const waiting = await takeWaiting(tx, id, now);
  if (account === null || waiting === null) return;
  const loaded = await loadAccount(runtime, tx, account);
  const waitedMs = now.getTime() - waiting.wantedAt.getTime();
  if (waitedMs > contactWaitDays(loaded.portfolio.policy) * 86_400_000) {
    return endWaiting(tx, id, "too-old", now);
  }
  const told = await tells[waiting.kind](runtime, tx, loaded, waiting);
  if (told === null) {
    await endWaiting(tx, id, "no-longer-so", now);
    return passOn(runtime, tx, waiting, now);
  }
  const { allowed, until, contactId } = told;
  if (allowed) return endWaiting(tx, id, "sent", now, contactId);
  if (until !== null) return waitOn(tx, id, { contactId, notBefore: new Date(until) });
  await endWaiting(tx, id, "blocked", now, contactId);
  await passOn(runtime, tx, { ...waiting, contactId }, now);
}

/** One word is for all plans signed together: it is asked of the next when it was not said. */
async function passOn(
  runtime: Runtime,
  tx: Tx,
  waiting: WaitingMessageRow,
  now: Date,
): Promise<void> {
  if (waiting.kind === "message-begun") return;
  const noted = waiting.kind === "plan-missed" ? "missed" : "reminded";
  await passWaitingOn(tx, waiting, noted, runtime.ids.next(), now);
}

/** Null: it is no longer so, or there is nowhere to write to any more. */
type TellIfSo = (
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  waiting: WaitingMessageRow,
) => Promise<QueuedMessage | null>;

const tells: Readonly<Record<WaitingMessageRow["kind"], TellIfSo>> = {
  "plan-reminder": tellStillDue,
  "plan-missed": tellStillDue,
  "message-begun": tellStillUnread,
};
