import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { sendEvidence } from "#app/db/stores/evidence.server.ts";
import {
  findHardship,
  type HardshipRow,
  updateHardship,
} from "#app/db/stores/hardship-cases.server.ts";
import { closeTask } from "#app/db/stores/tasks.server.ts";
import { type HardshipAction, nextHardshipState } from "#app/domain/hardship/states.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { actorName } from "../act.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import { recordStep } from "./hardship-case.server.ts";
import { writeOfHardship } from "./tell-hardship.server.ts";
import { endCaseHold, waitForPerson } from "./wait-for-person.server.ts";

/** What a debtor may do with their own case; `text`: in their words. */
export interface HardshipAnswer {
  readonly act: Extract<HardshipAction, "answer" | "reopen" | "withdraw">;
  readonly text: string;
}

export type AnswerFault = "not-found" | "not-possible";

/**
 * The debtor's answer to an outcome: takes it, says that it does not help (a person looks again,
 * by a promised day), or takes the case back.
 */
export async function answerHardship(
  runtime: Runtime,
  visit: Visit,
  caseId: string,
  { act, text }: HardshipAnswer,
): Promise<Result<null, AnswerFault>> {
  return runtime.db.transaction(async (tx): Promise<Result<null, AnswerFault>> => {
    const known = isUuid(caseId) ? await findHardship(tx, caseId) : null;
    const own = known?.debtorId === visit.actor.debtorId && visit.actor.level >= 1;
    if (known === null || !own) return err("not-found");
    const account = await lockAccount(tx, known.accountId);
    const row = await findHardship(tx, caseId);
    if (account === null || row === null) return err("not-found");
    const next = nextHardshipState(row.state, act);
    if (!next.ok) return err("not-possible");
    const loaded = await loadAccount(runtime, tx, account);
    const changed = await done(runtime, tx, visit, loaded, { ...row, state: next.value });
    await updateHardship(tx, changed);
    const by = actorName(visit.actor);
    await recordStep(runtime, tx, changed, { kind: next.value, by, text });
    return ok(null);
  });
}

async function done(
  runtime: Runtime,
  tx: Tx,
  visit: Visit,
  loaded: LoadedAccount,
  row: HardshipRow,
): Promise<HardshipRow> {
  const { actor, debtor } = visit;
  if (row.state === "withdrawn") {
    await endCaseHold(runtime, tx, actor, loaded, row.waitHoldId);
    await closeTask(tx, "hardship", row.id, actorName(actor), new Date(runtime.clock.now()));
    return { ...row, waitHoldId: null };
  }
  if (row.state !== "reopened") return row;
  const whose = { debtorId: debtor.id, accountId: row.accountId, purpose: "hardship" } as const;
  const evidenceFiles = await sendEvidence(tx, whose, row.id);
  const waits = await waitForPerson(runtime, tx, actor, loaded, row.id);
  await recordEvent(runtime, tx, {
    accountId: row.accountId,
    type: "hardship.submitted",
    data: {
      hardshipId: row.id,
      debtorRef: debtor.ref,
      evidenceFiles,
      statement: row.statementId !== null,
      source: "debtor",
      crisis: row.crisis,
      answerBy: waits.answerBy.toISOString(),
    },
  });
  await writeOfHardship(runtime, tx, loaded, debtor, "hardship-received", waits.answerBy);
  return { ...row, ...waits };
}
