import type { Tx } from "#app/db/database.server.ts";
import type { CaseRow } from "#app/db/stores/case-files.server.ts";
import { findHold } from "#app/db/stores/holds.server.ts";
import { holdOfCase } from "#app/domain/disputes/case.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { Actor } from "../actor.ts";
import { placeHold } from "../holds/place-hold.server.ts";
import { releaseHold } from "../holds/release-hold.server.ts";
import type { Runtime } from "../ports.ts";

/** Sets the hold of a case from today until it is answered; null: a case that stops nothing. */
export async function setCaseHold(
  runtime: Runtime,
  tx: Tx,
  actor: Actor,
  loaded: LoadedAccount,
  { id, kind, ground, holdId }: Pick<CaseRow, "id" | "kind" | "ground" | "holdId">,
): Promise<string | null> {
  const holdKind = holdOfCase(kind, ground);
  if (holdKind === null) return null;
  // One that an earlier answer let stand goes on.
  const before = holdId === null ? null : await findHold(tx, holdId);
  if (before !== null && before.endedAt === null) return before.id;
  const wanted = { kind: holdKind, reason: `${kind}:${id}` };
  const placed = await placeHold(runtime, tx, actor, loaded, wanted);
  assert(placed.ok, "a hold from today on can be placed");
  return placed.value.hold.id;
}

/** Ends the hold of a case; false when there is none in force. */
export async function endCaseHold(
  runtime: Runtime,
  tx: Tx,
  actor: Actor,
  loaded: LoadedAccount,
  holdId: string | null,
): Promise<boolean> {
  const hold = holdId === null ? null : await findHold(tx, holdId);
  return hold !== null && (await releaseHold(runtime, tx, actor, loaded, hold));
}
