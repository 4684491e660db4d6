import { type CardSetupRow, lockSetup, setSetupState } from "#app/db/stores/card-setups.server.ts";
import type { Runtime } from "../ports.ts";

/** Ends a setup of which the provider never said that it holds it: a card of it has no use. */
export async function expireSetup(
  runtime: Runtime,
  { id }: CardSetupRow,
): Promise<{ readonly answered: boolean; readonly state: CardSetupRow["state"] }> {
  return runtime.db.transaction(async (tx) => {
    const setup = await lockSetup(tx, id);
    if (setup === null || setup.state !== "created") {
      return { answered: true, state: setup?.state ?? "expired" };
    }
    const at = new Date(runtime.clock.now());
    await setSetupState(tx, id, { state: "expired", methodId: null, at });
    return { answered: true, state: "expired" };
  });
}
