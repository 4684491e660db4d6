import type { Tx } from "#app/db/database.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import type { HoldRow } from "#app/db/stores/holds.server.ts";
import type { HoldEffect, HoldKind } from "#app/domain/holds/hold.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { actorName } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";

/** Tells the system of record of a hold as it stands, and keeps who made it so. */
export async function tellOfHold(
  runtime: Runtime,
  tx: Tx,
  actor: Actor,
  hold: HoldRow,
): Promise<void> {
  const { id, accountId, portfolioId, kind, reason, setBy } = hold;
  await recordEvent(runtime, tx, {
    accountId,
    type: "hold.set",
    data: {
      holdId: id,
      kind: kind as HoldKind,
      from: hold.fromOn as CalendarDate,
      to: hold.toOn as CalendarDate | null,
      effects: hold.effects as readonly HoldEffect[],
      reason,
      setBy,
    },
  });
  await appendAudit(tx, {
    portfolioId,
    actor: actorName(actor),
    action: "hold.set",
    subject: `account:${accountId}`,
    detail: { holdId: id, kind, from: hold.fromOn, to: hold.toOn, effects: hold.effects },
    at: new Date(runtime.clock.now()),
  });
}
