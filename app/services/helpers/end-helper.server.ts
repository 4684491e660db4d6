import type { Tx } from "#app/db/database.server.ts";
import { endHelperRow, findHelper, type HelperEnd } from "#app/db/stores/helpers.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { actorName, worksIn } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { insist } from "../staff/permissions.server.ts";
import { noteHelper } from "./note-helper.server.ts";

/**
 * Ends a helper at once, with every visit of theirs: by the debtor who invited them, or by staff.
 * False: there is no such helper for this actor. One that had ended before stays so.
 */
export async function endHelper(
  runtime: Runtime,
  actor: Actor,
  helperId: string,
): Promise<boolean> {
  if (!isUuid(helperId)) return false;
  return runtime.db.transaction(async (tx) => {
    const row = await findHelper(tx, helperId);
    if (row === null || !mayEnd(actor, row)) return false;
    const about = { helperId, portfolioId: row.portfolioId, by: actorName(actor) };
    await endNoted(runtime, tx, about, actor.kind === "debtor" ? "debtor" : "staff");
    return true;
  });
}

function mayEnd(actor: Actor, row: { debtorId: string; portfolioId: string }): boolean {
  if (actor.kind === "debtor") {
    return actor.level > 0 && actor.helper === undefined && actor.debtorId === row.debtorId;
  }
  insist(actor, "links:revoke");
  return worksIn(actor, row.portfolioId);
}

/** The same within another act, such as the wrong code that was one too many. */
export async function endNoted(
  runtime: Runtime,
  tx: Tx,
  about: { readonly helperId: string; readonly portfolioId: string; readonly by: string },
  why: HelperEnd,
): Promise<void> {
  const at = new Date(runtime.clock.now());
  if (!(await endHelperRow(tx, about.helperId, at, why))) return;
  await noteHelper(runtime, tx, about, "helper.ended", { why });
}
