import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { listWaitingDue, takeWaiting } from "#app/db/stores/waiting-messages.server.ts";
import { loadAccount } from "../accounts/account-state.server.ts";
import type { Runtime } from "../ports.ts";
import { tellAgain } from "./tell-again.server.ts";

const batch = 200;

/** Asks again for every message whose time to wait is over (domain.md §9), each under its lock. */
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
  const waiting = await takeWaiting(tx, id, new Date(runtime.clock.now()));
  if (account === null || waiting === null) return;
  await tellAgain(runtime, tx, await loadAccount(runtime, tx, account), waiting);
}
