import type { Tx } from "#app/db/database.server.ts";
import type { PlanRow } from "#app/db/stores/plans.server.ts";
import type { WaitingWords } from "#app/db/stores/waiting-messages.server.ts";
import { curableUntil } from "#app/domain/plans/cure.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { QueuedMessage } from "../messages/queue-message.server.ts";
import type { Runtime } from "../ports.ts";
import { cureTerm } from "./cure-day.server.ts";
import { tellOfPlan } from "./tell-of-plan.server.ts";

/**
 * Tells that a plan stopped: on which day, and until when paying up brings it back, whenever it is
 * told. It asks for something, so the contact rules decide when. `waiting`: what waited to be told.
 */
export async function tellBroken(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  plan: PlanRow,
  waiting?: WaitingWords,
): Promise<QueuedMessage | null> {
  const term = await cureTerm(tx, loaded, plan);
  const { brokenOn, today } = term;
  const cureBy = curableUntil(term);
  const kind = cureBy < today ? "plan-over" : "plan-broken";
  const { id: reference, accountId, portfolioId, debtorId } = plan;
  const whose = { portfolioId, debtorId, accountId };
  const about = waiting ?? { ...whose, kind, reference, n: 0, saidOn: brokenOn };
  return tellOfPlan(runtime, tx, loaded, plan, kind, { date: brokenOn, cureBy }, about);
}
