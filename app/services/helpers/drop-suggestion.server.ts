import { closeHelperProposal } from "#app/db/stores/helper-proposals.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { DebtorActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";

/** The debtor does not take up what a helper proposed. False: nothing of theirs waits so. */
export async function dropSuggestion(
  runtime: Runtime,
  actor: DebtorActor,
  suggestionId: string,
): Promise<boolean> {
  if (actor.level === 0 || actor.helper !== undefined || !isUuid(suggestionId)) return false;
  const at = new Date(runtime.clock.now());
  return closeHelperProposal(runtime.db, suggestionId, actor.debtorId, at);
}
