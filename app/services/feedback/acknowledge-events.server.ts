import { lastPlace, markAccepted } from "#app/db/stores/events.server.ts";
import { raiseAcknowledged } from "#app/db/stores/keys.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import type { KeyActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";

/**
 * A key says that it has everything up to a place in the feed: the debtor sees it as accepted.
 * Never goes back. `ahead`: no event has that place yet.
 */
export async function acknowledgeEvents(
  runtime: Runtime,
  actor: KeyActor,
  upTo: bigint,
): Promise<Result<{ readonly ackedUpTo: bigint }, "ahead">> {
  const { portfolioIds, keyId } = actor;
  return runtime.db.transaction(async (tx) => {
    if (upTo > (await lastPlace(tx, portfolioIds))) return err("ahead");
    const before = await raiseAcknowledged(tx, keyId, upTo);
    if (upTo <= before) return ok({ ackedUpTo: before });
    await markAccepted(tx, portfolioIds, before, upTo, new Date(runtime.clock.now()));
    return ok({ ackedUpTo: upTo });
  });
}
