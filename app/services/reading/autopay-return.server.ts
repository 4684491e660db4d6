import {
  type CardSetupRow,
  findSetup,
  findSetupByReference,
} from "#app/db/stores/card-setups.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { DebtorActor } from "../actor.ts";
import { refreshSetup } from "../autopay/refresh-setup.server.ts";
import type { Runtime } from "../ports.ts";

export interface SetupReturn {
  readonly shows: "on" | "unknown" | "open" | "ended";
  /** The provider's page, while it is open. */
  readonly pageUrl: string | null;
}

/**
 * How the saving of a card came out, for the debtor who comes back. Nothing in the address is
 * believed: it only picks one of this debtor's own setups, and the provider is asked. Null: there
 * is none, or it is somebody else's.
 */
export async function setupReturn(
  runtime: Runtime,
  actor: DebtorActor,
  accountId: string,
  address: { readonly session: string | null; readonly setup: string | null },
): Promise<SetupReturn | null> {
  const setup = await named(runtime, address);
  if (setup === null || setup.debtorId !== actor.debtorId || setup.accountId !== accountId) {
    return null;
  }
  const { answered, state } = await refreshSetup(runtime, setup);
  const now = (await findSetup(runtime.db, setup.id)) ?? setup;
  const shows = showing(answered, state);
  return { shows, pageUrl: shows === "open" ? now.redirectUrl : null };
}

function named(
  runtime: Runtime,
  { session, setup }: { readonly session: string | null; readonly setup: string | null },
): Promise<CardSetupRow | null> {
  if (session !== null) return findSetupByReference(runtime.db, session);
  return setup !== null && isUuid(setup) ? findSetup(runtime.db, setup) : Promise.resolve(null);
}

function showing(answered: boolean, state: CardSetupRow["state"]): SetupReturn["shows"] {
  if (state === "succeeded") return "on";
  if (!answered || state === "created") return "unknown";
  return state === "open" ? "open" : "ended";
}
