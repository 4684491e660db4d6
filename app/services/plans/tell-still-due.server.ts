import type { Queryable, Tx } from "#app/db/database.server.ts";
import { findAutopayOfPlan } from "#app/db/stores/autopays.server.ts";
import { findOpenPlan, type PlanRow } from "#app/db/stores/plans.server.ts";
import type { WaitingWords } from "#app/db/stores/waiting-messages.server.ts";
import type { AwaitedInstalment } from "#app/domain/plans/watch.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { QueuedMessage } from "../messages/queue-message.server.ts";
import type { Runtime } from "../ports.ts";
import { tellMissed, tellReminder } from "./tell-due.server.ts";
import { watchOfPlan } from "./watch-of-plan.server.ts";

/**
 * Tells again of an instalment, if that is still so. Null: it is not, or there is nowhere to write
 * to any more.
 */
export async function tellStillDue(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  words: WaitingWords,
): Promise<QueuedMessage | null> {
  const due = await stillDue(runtime, tx, loaded, words);
  if (due === null) return null;
  const tell = words.kind === "plan-missed" ? tellMissed : tellReminder;
  return tell(runtime, tx, loaded, due.plan, due.line);
}

/** Whether what was to be said of an instalment is still so. */
export async function isStillDue(
  runtime: Runtime,
  db: Queryable,
  loaded: LoadedAccount,
  words: WaitingWords,
): Promise<boolean> {
  return (await stillDue(runtime, db, loaded, words)) !== null;
}

/**
 * The plan and its instalment, if the plan goes on, the instalment is unpaid and awaited by the
 * same day, and a reminder is of a date to come that no card pays by itself.
 */
async function stillDue(
  runtime: Runtime,
  db: Queryable,
  loaded: LoadedAccount,
  { kind, reference, n, saidOn }: WaitingWords,
): Promise<{ readonly plan: PlanRow; readonly line: AwaitedInstalment } | null> {
  const plan = await findOpenPlan(db, loaded.row.id);
  if (plan === null || plan.id !== reference) return null;
  const { watch } = await watchOfPlan(runtime, db, loaded, plan);
  if (watch.breaks) return null;
  const missed = kind === "plan-missed";
  const lines = missed ? watch.missed : watch.remind;
  const line = lines.find((one) => one.n === n && one.awaitedOn === saidOn);
  if (line === undefined) return null;
  if (missed) return { plan, line };
  const autopay = await findAutopayOfPlan(db, plan.id);
  return autopay?.state === "on" ? null : { plan, line };
}
