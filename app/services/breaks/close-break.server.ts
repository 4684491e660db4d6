import type { Tx } from "#app/db/database.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import {
  type BreakRow,
  endBreak,
  findBreak,
  lockBreak,
  setBreakOwner,
} from "#app/db/stores/breaks.server.ts";
import { findBeyond } from "#app/db/stores/losses.server.ts";
import { findCaseOfBreak } from "#app/db/stores/suspense-cases.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { actorName } from "../act.server.ts";
import type { StaffActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { insist } from "../staff/permissions.server.ts";
import { maySeeBreak } from "./may-see-break.server.ts";

/** `money-waits`: its money has to leave suspense first, or to be written off: that closes it. */
export type BreakFault = "not-found" | "not-open" | "reason-missing" | "money-waits";

/** Closes a difference with the reason that explains it; the audit log keeps who and why. */
export async function closeBreak(
  runtime: Runtime,
  actor: StaffActor,
  breakId: string,
  reason: string,
): Promise<Result<null, BreakFault>> {
  insist(actor, "breaks:close");
  const said = reason.trim().slice(0, 500);
  if (said === "") return err("reason-missing");
  return onBreak(runtime, actor, breakId, async (tx, one) => {
    const money = await findCaseOfBreak(tx, one.id);
    if (money?.state === "open" || money?.state === "waiting") return err("money-waits");
    if ((await findBeyond(tx, one.id)) !== null) return err("money-waits");
    await endBreak(tx, one.id, actorName(actor), said, new Date(runtime.clock.now()));
    await note(runtime, tx, actor, one, "break.closed", { reason: said });
    return ok(null);
  });
}

/** Takes a difference on, or gives it back to everybody. */
export async function ownBreak(
  runtime: Runtime,
  actor: StaffActor,
  breakId: string,
  mine: boolean,
): Promise<Result<null, BreakFault>> {
  insist(actor, "breaks:close");
  return onBreak(runtime, actor, breakId, async (tx, one) => {
    const owner = mine ? actorName(actor) : null;
    await setBreakOwner(tx, one.id, owner);
    await note(runtime, tx, actor, one, "break.owned", { from: one.owner, to: owner });
    return ok(null);
  });
}

function onBreak(
  runtime: Runtime,
  actor: StaffActor,
  breakId: string,
  work: (tx: Tx, one: BreakRow) => Promise<Result<null, BreakFault>>,
): Promise<Result<null, BreakFault>> {
  return runtime.db.transaction(async (tx) => {
    const state = isUuid(breakId) ? await lockBreak(tx, breakId) : null;
    const one = state === null ? null : await findBreak(tx, breakId);
    if (one === null || !maySeeBreak(actor, one.portfolioId)) return err("not-found");
    return one.state === "open" ? work(tx, one) : err("not-open");
  });
}

async function note(
  runtime: Runtime,
  tx: Tx,
  actor: StaffActor,
  one: BreakRow,
  action: string,
  detail: object,
): Promise<void> {
  await appendAudit(tx, {
    portfolioId: one.portfolioId,
    actor: actorName(actor),
    action,
    subject: one.accountId === null ? `break:${one.id}` : `account:${one.accountId}`,
    detail: { breakId: one.id, kind: one.kind, ...detail },
    at: new Date(runtime.clock.now()),
  });
}
