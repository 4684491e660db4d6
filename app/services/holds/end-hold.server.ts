import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { findHold } from "#app/db/stores/holds.server.ts";
import { findOpenPlan } from "#app/db/stores/plans.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { loadAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { worksIn } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import { isKeptByTreatment } from "../hardship/kept-by-treatment.server.ts";
import type { Runtime } from "../ports.ts";
import { insist } from "../staff/permissions.server.ts";
import { releaseHold } from "./release-hold.server.ts";

/**
 * `kept-by-plan`: a plan that is in force promised it. `kept-by-treatment`: the space of a crisis
 * lasts until treatment ended and the policy's days after it (domain.md §6), and is given its end
 * on the hardship case.
 */
export type EndHoldFault = "not-found" | "already-ended" | "kept-by-plan" | "kept-by-treatment";

/**
 * Ends a hold today: what it stopped goes on from today, never for the days before. The space of a
 * crisis is ended by hand by nobody but staff who decide on hardship.
 */
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
    if (await isKeptByTreatment(tx, actor, known)) return err("kept-by-treatment");
    const { today } = await loadAccount(runtime, tx, row);
    const released = await releaseHold(runtime, tx, actor, { row, today }, known);
    if (!released) return err("already-ended");
    return ok(null);
  });
}
