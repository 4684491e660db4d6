import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { findAutopay } from "#app/db/stores/autopays.server.ts";
import type { Runtime } from "../ports.ts";
import { endThis } from "./end-autopay.server.ts";

/** Ends an autopay that waited for another card, on a plan that is over. */
export async function endStopped(runtime: Runtime, autopayId: string): Promise<void> {
  await runtime.db.transaction(async (tx) => {
    const known = await findAutopay(tx, autopayId);
    if (known === null) return;
    await lockAccount(tx, known.accountId);
    const autopay = await findAutopay(tx, autopayId);
    if (autopay !== null) await endThis(runtime, tx, autopay, "plan-ended", "system");
  });
}
