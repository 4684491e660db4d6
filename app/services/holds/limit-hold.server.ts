import type { Tx } from "#app/db/database.server.ts";
import { type HoldRow, setHoldEnd } from "#app/db/stores/holds.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import type { Actor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { tellOfHold } from "./tell-of-hold.server.ts";

/**
 * Gives an open hold its last day, `to` exclusive and after today, on an account whose lock the
 * caller holds; the system of record has it again, under the same id, with its end.
 */
export async function limitHold(
  runtime: Runtime,
  tx: Tx,
  actor: Actor,
  hold: HoldRow,
  to: CalendarDate,
): Promise<void> {
  assert(await setHoldEnd(tx, hold.id, to), "the hold is open");
  await tellOfHold(runtime, tx, actor, { ...hold, toOn: to });
}
