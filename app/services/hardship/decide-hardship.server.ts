import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import {
  findHardship,
  type HardshipRow,
  updateHardship,
} from "#app/db/stores/hardship-cases.server.ts";
import { closeTask, closeTasksAbout } from "#app/db/stores/tasks.server.ts";
import { nextHardshipState } from "#app/domain/hardship/states.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { loadAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { actorName, worksIn } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import { placeHold } from "../holds/place-hold.server.ts";
import type { Runtime } from "../ports.ts";
import { insist } from "../staff/permissions.server.ts";
import { giveOutcome, type OutcomeFault, type WantedOutcome } from "./give-outcome.server.ts";
import { recordStep } from "./hardship-case.server.ts";
import { tellDecision } from "./tell-hardship.server.ts";
import { endCaseHold } from "./wait-for-person.server.ts";

export interface HardshipDecision extends WantedOutcome {
  /** In words that the debtor reads. */
  readonly reason: string;
  /** Set the hold `vulnerability` beside it, until somebody ends it. */
  readonly vulnerable: boolean;
}

export type DecideHardshipFault = OutcomeFault | "not-found" | "not-waiting" | "reason-missing";

/**
 * Answers a case that waits for a person: sets what the outcome gives, ends the quiet of waiting,
 * writes to the debtor, tells the collector, closes the tasks; all of it or nothing. A new hold
 * stands in for the one that an earlier decision set; where none is given, that one stays: who asks
 * for more loses nothing by it.
 */
export async function decideHardship(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  decision: HardshipDecision,
): Promise<Result<null, DecideHardshipFault>> {
  insist(actor, "hardship:decide");
  if (decision.reason === "") return err("reason-missing");
  return runtime.db.transaction(async (tx): Promise<Result<null, DecideHardshipFault>> => {
    const known = isUuid(caseId) ? await findHardship(tx, caseId) : null;
    if (known === null || !worksIn(actor, known.portfolioId)) return err("not-found");
    const account = await lockAccount(tx, known.accountId);
    const row = await findHardship(tx, caseId);
    if (account === null || row === null) return err("not-found");
    const state = nextHardshipState(row.state, "decide");
    if (!state.ok) return err("not-waiting");
    const loaded = await loadAccount(runtime, tx, account);
    const given = await giveOutcome(runtime, tx, actor, loaded, row, decision);
    if (!given.ok) return given;
    if (decision.vulnerable) {
      const reason = `hardship:${row.id}`;
      await placeHold(runtime, tx, actor, loaded, { kind: "vulnerability", reason });
    }
    await endCaseHold(runtime, tx, actor, loaded, row.waitHoldId);
    const { terms, holdId } = given.value;
    if (holdId !== null) await endCaseHold(runtime, tx, actor, loaded, row.holdId);
    const at = new Date(runtime.clock.now());
    const by = actorName(actor);
    const decided: HardshipRow = {
      ...row,
      terms,
      holdId: holdId ?? row.holdId,
      state: state.value,
      outcome: decision.outcome,
      waitHoldId: null,
      decidedAt: at,
      decidedBy: by,
    };
    await updateHardship(tx, decided);
    await recordStep(runtime, tx, decided, {
      kind: "decided",
      by,
      words: { text: decision.reason },
    });
    await closeTask(tx, "hardship", row.id, by, at);
    await closeTasksAbout(tx, "hardship-review", row.id, by, at);
    await tellDecision(runtime, tx, loaded, decided);
    await appendAudit(tx, {
      portfolioId: row.portfolioId,
      actor: by,
      action: "hardship.decided",
      subject: `account:${row.accountId}`,
      detail: { hardshipId: row.id, outcome: decision.outcome, terms: decided.terms },
      at,
    });
    return ok(null);
  });
}
