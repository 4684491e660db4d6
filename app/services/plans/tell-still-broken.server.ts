import type { Queryable, Tx } from "#app/db/database.server.ts";
import { findOpenPlan, findPlan, type PlanRow } from "#app/db/stores/plans.server.ts";
import type { WaitingWords } from "#app/db/stores/waiting-messages.server.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { QueuedMessage } from "../messages/queue-message.server.ts";
import type { Runtime } from "../ports.ts";
import { cureDay } from "./cure-day.server.ts";
import { tellBroken } from "./tell-broken.server.ts";

/**
 * Tells again that a plan stopped, if that is still so. Null: it is not, or there is nowhere to
 * write to any more.
 */
export async function tellStillBroken(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  words: WaitingWords,
): Promise<QueuedMessage | null> {
  const plan = await stillBroken(tx, loaded, words);
  return plan && tellBroken(runtime, tx, loaded, plan, words);
}

/** Whether the plan is broken since the same day, and no other took its place. */
export async function isStillBroken(
  _runtime: Runtime,
  db: Queryable,
  loaded: LoadedAccount,
  words: WaitingWords,
): Promise<boolean> {
  return (await stillBroken(db, loaded, words)) !== null;
}

/** Whether paying up still brings it back: so long is the word of it worth sending. */
export async function isStillCurable(
  _runtime: Runtime,
  db: Queryable,
  loaded: LoadedAccount,
  words: WaitingWords,
): Promise<boolean> {
  const plan = await stillBroken(db, loaded, words);
  return plan !== null && loaded.today <= (await cureDay(db, loaded, plan));
}

async function stillBroken(
  db: Queryable,
  { row, portfolio }: LoadedAccount,
  { reference, saidOn }: WaitingWords,
): Promise<PlanRow | null> {
  const plan = await findPlan(db, reference);
  if (plan?.state !== "broken" || plan.endedAt === null || row.status !== "open") return null;
  if (dateInZone(plan.endedAt.getTime(), portfolio.timeZone) !== saidOn) return null;
  return (await findOpenPlan(db, row.id)) === null ? plan : null;
}
