import type { Queryable } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import {
  findHardship,
  type HardshipRow,
  updateHardship,
} from "#app/db/stores/hardship-cases.server.ts";
import { findHold, type HoldRow } from "#app/db/stores/holds.server.ts";
import { closeTasksAbout } from "#app/db/stores/tasks.server.ts";
import { crisisEnd } from "#app/domain/hardship/decide.ts";
import { nextHardshipState } from "#app/domain/hardship/states.ts";
import { hardshipRule } from "#app/domain/policy/hardship-rule.ts";
import { type CalendarDate, maxDate } from "#app/domain/primitives/date.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { loadAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { actorName, worksIn } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import { limitHold } from "../holds/limit-hold.server.ts";
import { releaseHold } from "../holds/release-hold.server.ts";
import type { Runtime } from "../ports.ts";
import { insist } from "../staff/permissions.server.ts";
import { recordStep } from "./hardship-case.server.ts";
import { tellDecision } from "./tell-hardship.server.ts";

/**
 * `not-possible`: no crisis whose space is open; `breathing-in-future`: it has not ended yet;
 * `to-before-from`: before the space began, most likely a slip, which could not be taken back.
 */
export type EndTreatmentFault =
  | "not-found"
  | "not-possible"
  | "breathing-in-future"
  | "to-before-from";

/**
 * The day on which the treatment of a decided crisis ended has become known: its space ends so many
 * days after it as the policy says, and today where they are over, never for days that have passed.
 * The debtor is written to, the collector told, and no review is asked for any more. Answers the
 * first day on which nothing rests any more.
 */
export async function endTreatment(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  endedOn: CalendarDate,
): Promise<Result<CalendarDate, EndTreatmentFault>> {
  insist(actor, "hardship:decide");
  return runtime.db.transaction(async (tx): Promise<Result<CalendarDate, EndTreatmentFault>> => {
    const known = isUuid(caseId) ? await findHardship(tx, caseId) : null;
    if (known === null || !worksIn(actor, known.portfolioId)) return err("not-found");
    const account = await lockAccount(tx, known.accountId);
    const row = await findHardship(tx, caseId);
    if (account === null || row === null) return err("not-found");
    const hold = await openHoldOf(tx, row);
    if (hold === null || row.terms === null) return err("not-possible");
    const loaded = await loadAccount(runtime, tx, account);
    const { today, portfolio } = loaded;
    if (endedOn > today) return err("breathing-in-future");
    if (endedOn < hold.fromOn) return err("to-before-from");
    const to = maxDate(crisisEnd(hardshipRule(portfolio.policy), endedOn) ?? today, today);
    await (to > today
      ? limitHold(runtime, tx, actor, hold, to)
      : releaseHold(runtime, tx, actor, loaded, hold));
    // A later outcome that left the space as it was has terms of its own.
    const terms = row.outcome === "crisis" ? { ...row.terms, to } : row.terms;
    const ended: HardshipRow = { ...row, terms };
    await updateHardship(tx, ended);
    const by = actorName(actor);
    const at = new Date(runtime.clock.now());
    const words = { text: "", endedOn };
    await recordStep(runtime, tx, ended, { kind: "treatment-ended", by, words });
    await closeTasksAbout(tx, "hardship-review", row.id, by, at);
    await tellDecision(runtime, tx, loaded, ended);
    await appendAudit(tx, {
      portfolioId: row.portfolioId,
      actor: by,
      action: "hardship.treatment-ended",
      subject: `account:${row.accountId}`,
      detail: { hardshipId: row.id, to },
      at,
    });
    return ok(to);
  });
}

/** The hold that a crisis gave while nobody knows when it ends; null: there is none. */
export async function openHoldOf(
  db: Queryable,
  { state, holdId }: HardshipRow,
): Promise<HoldRow | null> {
  if (!nextHardshipState(state, "end-treatment").ok) return null;
  const hold = holdId === null ? null : await findHold(db, holdId);
  return hold !== null && hold.toOn === null && hold.endedAt === null ? hold : null;
}
