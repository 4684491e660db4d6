import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import { endHold as endHoldRow, findHold } from "#app/db/stores/holds.server.ts";
import { findOpenPlan } from "#app/db/stores/plans.server.ts";
import type { HoldKind } from "#app/domain/holds/hold.ts";
import { calendarDate, maxDate, minDate } from "#app/domain/primitives/date.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { loadAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { actorName, worksIn } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";
import { insist } from "../staff/permissions.server.ts";

/** `kept-by-plan`: a plan that is in force promised it. */
export type EndHoldFault = "not-found" | "already-ended" | "kept-by-plan";

/** Ends a hold today: what it stopped goes on from today, never for the days before. */
export async function endHold(
  runtime: Runtime,
  actor: Actor,
  holdId: string,
): Promise<Result<null, EndHoldFault>> {
  insist(actor, "holds:write");
  return runtime.db.transaction(async (tx) => {
    const known = isUuid(holdId) ? await findHold(tx, holdId) : null;
    if (known === null || !worksIn(actor, known.portfolioId)) return err("not-found");
    const row = await lockAccount(tx, known.accountId);
    if (row === null) return err("not-found");
    const plan = known.kind === "agreed-plan" ? await findOpenPlan(tx, row.id) : null;
    if (plan !== null) return err("kept-by-plan");
    const { today } = await loadAccount(runtime, tx, row);
    const at = new Date(runtime.clock.now());
    if (!(await endHoldRow(tx, holdId, today, at, actorName(actor)))) return err("already-ended");
    const lastDay = maxDate(calendarDate(known.fromOn), today);
    const endedOn = known.toOn === null ? lastDay : minDate(calendarDate(known.toOn), lastDay);
    const endedBy = actorName(actor);
    await recordEvent(runtime, tx, {
      accountId: row.id,
      type: "hold.ended",
      data: { holdId, kind: known.kind as HoldKind, endedOn, endedBy },
    });
    await appendAudit(tx, {
      portfolioId: row.portfolioId,
      actor: endedBy,
      action: "hold.ended",
      subject: `account:${row.id}`,
      detail: { holdId, kind: known.kind, endedOn },
      at,
    });
    return ok(null);
  });
}
