import type { Tx } from "#app/db/database.server.ts";
import { findHold } from "#app/db/stores/holds.server.ts";
import { raiseTask } from "#app/db/stores/tasks.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { Actor } from "../actor.ts";
import { placeHold } from "../holds/place-hold.server.ts";
import { releaseHold } from "../holds/release-hold.server.ts";
import { answerDay } from "../plans/answer-day.server.ts";
import type { Runtime } from "../ports.ts";

/**
 * Promises a day, raises the task, and keeps collection quiet until somebody has answered, however
 * late that is. Answers the day and the hold.
 */
export async function waitForPerson(
  runtime: Runtime,
  tx: Tx,
  actor: Actor,
  loaded: LoadedAccount,
  caseId: string,
): Promise<{ readonly answerBy: Date; readonly waitHoldId: string }> {
  const { row } = loaded;
  const answerBy = answerDay(loaded);
  const placed = await placeHold(runtime, tx, actor, loaded, {
    kind: "manual",
    effects: ["notices", "collection"],
    reason: `hardship:${caseId}`,
  });
  assert(placed.ok, "a hold from today on can be placed");
  await raiseTask(tx, {
    id: runtime.ids.next(),
    portfolioId: row.portfolioId,
    accountId: row.id,
    kind: "hardship",
    reference: caseId,
    dueAt: answerBy,
  });
  return { answerBy, waitHoldId: placed.value.hold.id };
}

/** Ends a hold of a case that is no longer needed, if it is still there. */
export async function endCaseHold(
  runtime: Runtime,
  tx: Tx,
  actor: Actor,
  loaded: LoadedAccount,
  holdId: string | null,
): Promise<void> {
  const hold = holdId === null ? null : await findHold(tx, holdId);
  if (hold !== null) await releaseHold(runtime, tx, actor, loaded, hold);
}
