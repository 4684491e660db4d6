import {
  confirmStatement,
  newestStatement,
} from "#app/db/stores/affordability-statements.server.ts";
import type { DebtorActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";

/** Notes that what was stated last is still true. False: nothing was ever stated. */
export async function confirmSaved(runtime: Runtime, actor: DebtorActor): Promise<boolean> {
  const row = actor.level >= 1 ? await newestStatement(runtime.db, actor.debtorId) : null;
  if (row === null) return false;
  await confirmStatement(runtime.db, row.id, new Date(runtime.clock.now()));
  return true;
}
