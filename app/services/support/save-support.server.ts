import { saveSupport as saveRow } from "#app/db/stores/support-needs.server.ts";
import type { Support } from "#app/domain/notices/support.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import { supportBinding } from "./support-of.server.ts";

/** Saves what helps a debtor to read and to speak with us; every later message follows it. */
export async function saveSupport(
  runtime: Runtime,
  { actor, debtor }: Pick<Visit, "actor" | "debtor">,
  support: Support,
): Promise<void> {
  assert(actor.level >= 1, "only somebody inside says what helps them");
  const row = { debtorId: debtor.id, portfolioId: debtor.portfolioId };
  await saveRow(runtime.db, {
    ...row,
    sealed: runtime.sealer.seal(supportBinding(row), support),
    updatedAt: new Date(runtime.clock.now()),
  });
}
