import type { Tx } from "#app/db/database.server.ts";
import { touchHelper } from "#app/db/stores/helpers.server.ts";
import { proveSession } from "#app/db/stores/sessions.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { actorName } from "../act.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import { noteHelper } from "./note-helper.server.ts";

/**
 * A helper's code was right: link and code are both proven, so the visit is inside, at level 1 and
 * never above. Answers the visit's new token.
 */
export async function letHelperIn(runtime: Runtime, tx: Tx, visit: Visit): Promise<string> {
  const { session, helper, debtor, actor } = visit;
  assert(helper !== null, "only a helper is let in so");
  const now = new Date(runtime.clock.now());
  const token = runtime.ids.token();
  const proof = { proofs: [], verifiedAt: session.verifiedAt ?? now, codeAt: null };
  await proveSession(tx, session.id, proof, runtime.sealer.hashToken(token));
  await touchHelper(tx, helper.id, now);
  const about = {
    helperId: helper.id,
    portfolioId: debtor.portfolioId,
    by: actorName(actor),
  };
  await noteHelper(runtime, tx, about, "helper.came-in", {});
  return token;
}
