import type { Tx } from "#app/db/database.server.ts";
import { endBreak, findOpenBreaksOf } from "#app/db/stores/breaks.server.ts";
import { findCaseOfBreak } from "#app/db/stores/suspense-cases.server.ts";
import { actorName, system } from "../act.server.ts";
import type { Runtime } from "../ports.ts";

/**
 * Closes breaks that explain themselves by now, except where money still waits in suspense.
 * Answers how many.
 */
export async function explainBreaks(
  runtime: Runtime,
  tx: Tx,
  kinds: readonly string[],
  reference: string,
): Promise<number> {
  let closed = 0;
  for (const id of await findOpenBreaksOf(tx, kinds, reference)) {
    const money = await findCaseOfBreak(tx, id);
    if (money?.state === "open" || money?.state === "waiting") continue;
    const at = new Date(runtime.clock.now());
    if (await endBreak(tx, id, actorName(system), "explained-later", at)) closed += 1;
  }
  return closed;
}
