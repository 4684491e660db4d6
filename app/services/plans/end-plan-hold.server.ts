import type { Tx } from "#app/db/database.server.ts";
import { endHold } from "#app/db/stores/holds.server.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";

/** Ends the hold of a plan today; the days that it covered stay free of interest. */
export async function endPlanHold(runtime: Runtime, tx: Tx, loaded: LoadedAccount): Promise<void> {
  const now = new Date(runtime.clock.now());
  for (const hold of loaded.holds) {
    if (hold.kind !== "agreed-plan" || hold.endedAt !== null) continue;
    if (!(await endHold(tx, hold.id, loaded.today, now, "system"))) continue;
    await recordEvent(runtime, tx, {
      accountId: loaded.row.id,
      type: "hold.ended",
      data: { holdId: hold.id, kind: hold.kind, endedOn: loaded.today, endedBy: "system" },
    });
  }
}
