import { type CardSetupRow, findSetup } from "#app/db/stores/card-setups.server.ts";
import type { Runtime } from "../ports.ts";
import { askForPage } from "./begin-setup.server.ts";
import { expireSetup } from "./expire-setup.server.ts";
import { settleSetup } from "./settle-setup.server.ts";

/** The provider forgets a key after 24 hours. */
const keyLivesMs = 23 * 3_600_000;

/**
 * Asks the provider how the saving of a card stands and takes its word in. `answered` false:
 * nobody could say.
 */
export async function refreshSetup(
  runtime: Runtime,
  setup: CardSetupRow,
): Promise<{ readonly answered: boolean; readonly state: CardSetupRow["state"] }> {
  if (setup.state === "succeeded" || setup.state === "expired") {
    return { answered: true, state: setup.state };
  }
  if (setup.reference === null) {
    const ageMs = runtime.clock.now() - setup.createdAt.getTime();
    if (ageMs >= keyLivesMs) return expireSetup(runtime, setup);
    if (ageMs < setup.expiresAt.getTime() - setup.createdAt.getTime()) {
      await askForPage(runtime, setup);
    }
  }
  const now = (await findSetup(runtime.db, setup.id)) ?? setup;
  if (now.reference === null) return { answered: false, state: now.state };
  const outcome = await runtime.payments.fetchSetup(now.reference);
  if (outcome.kind === "ok") {
    return { answered: true, state: await settleSetup(runtime, now.id, outcome.value) };
  }
  const { kind, reason, detail } = outcome;
  runtime.log.warn({ setupId: now.id, kind, reason, detail }, "setup not read");
  return { answered: false, state: now.state };
}
