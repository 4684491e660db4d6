import type { Tx } from "#app/db/database.server.ts";
import { findAutopayOfPlan } from "#app/db/stores/autopays.server.ts";
import { findOpenPlan } from "#app/db/stores/plans.server.ts";
import type { WaitingMessageRow } from "#app/db/stores/waiting-messages.server.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { QueuedMessage } from "../messages/queue-message.server.ts";
import type { Runtime } from "../ports.ts";
import { tellMissed, tellReminder } from "./tell-due.server.ts";
import { watchOfPlan } from "./watch-of-plan.server.ts";

/**
 * Tells again of an instalment, if that is still so: the plan goes on, the instalment is unpaid
 * and awaited by the same day, and a reminder is of a date to come that no card pays by itself.
 * Null: it is no longer so, or there is nowhere to write to any more.
 */
export async function tellStillDue(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  { kind, reference, n, saidOn }: WaitingMessageRow,
): Promise<QueuedMessage | null> {
  const plan = await findOpenPlan(tx, loaded.row.id);
  if (plan === null || plan.id !== reference) return null;
  const { watch } = await watchOfPlan(runtime, tx, loaded, plan);
  if (watch.breaks) return null;
  const missed = kind === "plan-missed";
  const lines = missed ? watch.missed : watch.remind;
  const line = lines.find((one) => one.n === n && one.awaitedOn === saidOn);
  if (line === undefined) return null;
  if (missed) return tellMissed(runtime, tx, loaded, plan, line);
  const autopay = await findAutopayOfPlan(tx, plan.id);
  return autopay?.state === "on" ? null : tellReminder(runtime, tx, loaded, plan, line);
}
