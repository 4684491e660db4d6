import type { Tx } from "#app/db/database.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import { endHold, type HoldRow } from "#app/db/stores/holds.server.ts";
import type { HoldKind } from "#app/domain/holds/hold.ts";
import { calendarDate, maxDate, minDate } from "#app/domain/primitives/date.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { actorName } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";

/**
 * Ends a hold today, on an account whose lock the caller holds, and tells the system of record.
 * False: it had ended already.
 */
export async function releaseHold(
  runtime: Runtime,
  tx: Tx,
  actor: Actor,
  { row, today }: Pick<LoadedAccount, "row" | "today">,
  hold: HoldRow,
): Promise<boolean> {
  const at = new Date(runtime.clock.now());
  const endedBy = actorName(actor);
  if (!(await endHold(tx, hold.id, today, at, endedBy))) return false;
  const lastDay = maxDate(calendarDate(hold.fromOn), today);
  const endedOn = hold.toOn === null ? lastDay : minDate(calendarDate(hold.toOn), lastDay);
  await recordEvent(runtime, tx, {
    accountId: row.id,
    type: "hold.ended",
    data: { holdId: hold.id, kind: hold.kind as HoldKind, endedOn, endedBy },
  });
  await appendAudit(tx, {
    portfolioId: row.portfolioId,
    actor: endedBy,
    action: "hold.ended",
    subject: `account:${row.id}`,
    detail: { holdId: hold.id, kind: hold.kind, endedOn },
    at,
  });
  return true;
}
