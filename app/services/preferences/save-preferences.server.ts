import { findDebtor, lockDebtor } from "#app/db/stores/debtors.server.ts";
import type { ContactHours } from "#app/domain/notices/channel.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import { changePreferences } from "./change-preferences.server.ts";

export interface Preferences {
  readonly locale: string;
  readonly refused: readonly ("email" | "sms")[];
  /** Null: any hour that the rules allow. */
  readonly hours: ContactHours | null;
}

/**
 * Saves how a debtor wants to be written to, all of it or nothing; every later message follows it.
 */
export async function savePreferences(
  runtime: Runtime,
  visit: Visit,
  { locale, refused, hours }: Preferences,
): Promise<void> {
  const { actor } = visit;
  assert(actor.level >= 1, "only somebody inside sets preferences");
  await runtime.db.transaction(async (tx) => {
    await lockDebtor(tx, actor.debtorId);
    const debtor = await findDebtor(tx, actor.debtorId);
    assert(debtor !== null, "a visit is about a debtor");
    await changePreferences(runtime, tx, debtor, { locale, optOut: refused, hours }, "portal");
  });
}
