import type { Tx } from "#app/db/database.server.ts";
import { withdrawWaiting } from "#app/db/stores/proposals.server.ts";
import { closeTask } from "#app/db/stores/tasks.server.ts";
import type { Runtime } from "../ports.ts";

/** Lets go of proposals that wait for a person: a plan was signed, or a newer one was made. */
export async function withdrawProposals(
  runtime: Runtime,
  tx: Tx,
  accountId: string,
): Promise<void> {
  const now = new Date(runtime.clock.now());
  for (const id of await withdrawWaiting(tx, accountId)) {
    await closeTask(tx, "proposal", id, "system", now);
  }
}
