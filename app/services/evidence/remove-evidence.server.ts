import { removeUnsent } from "#app/db/stores/evidence.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { DebtorActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";

/** Takes back a file that was added and not sent. False: not there, or sent already. */
export async function removeEvidence(
  runtime: Runtime,
  actor: DebtorActor,
  id: string,
): Promise<boolean> {
  return isUuid(id) && (await removeUnsent(runtime.db, actor.debtorId, id));
}
