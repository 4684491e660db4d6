import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { evidenceOf } from "#app/db/stores/evidence.server.ts";
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
import { sendNewEvidence } from "../evidence/send-new-evidence.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import { addToHardship, toldJustNow } from "./add-to-hardship.server.ts";
import { type HardshipStepWords, recordStep } from "./hardship-case.server.ts";
import { writeOfHardship } from "./tell-hardship.server.ts";
import { endCaseHold, waitForPerson } from "./wait-for-person.server.ts";

/** What a debtor may do with their own case; `text`: in their words. */
export interface HardshipAnswer {
  readonly act: Extract<HardshipAction, "add" | "answer" | "reopen" | "withdraw">;
  readonly text: string;
}

/** `text-missing`: neither words nor files, where something has to be told. */
export type AnswerFault = "not-found" | "not-possible" | "text-missing";

/**
 * The debtor's answer to an outcome: takes it, says that it does not help (a person looks again,
 * by a promised day), or takes the case back, which leaves what an earlier answer gave. While it
 * waits, they may tell more, with papers; the same words within a minute are told once.
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
    const files = saying.includes(act) ? await papersOf(tx, row) : 0;
    if (saying.includes(act) && text === "" && files === 0) return err("text-missing");
    if (act === "add") return add(runtime, tx, visit, row, { text, files });
    const loaded = await loadAccount(runtime, tx, account);
    const changed = await done(runtime, tx, visit, loaded, { ...row, state: next.value });
    await updateHardship(tx, changed);
    const by = actorName(visit.actor);
    const words = files === 0 ? { text } : { text, files };
    await recordStep(runtime, tx, changed, { kind: next.value, by, words });
    return ok(null);
  });
}

/** These say something, in words or by papers. */
const saying: readonly HardshipAnswer["act"][] = ["add", "reopen"];

function papersOf(tx: Tx, { id, debtorId, accountId }: HardshipRow): Promise<number> {
  return sendNewEvidence(tx, { debtorId, accountId, purpose: "hardship" }, id);
}

async function add(
  runtime: Runtime,
  tx: Tx,
  { actor }: Visit,
  row: HardshipRow,
  words: HardshipStepWords,
): Promise<Result<null, AnswerFault>> {
  if (words.files === 0 && (await toldJustNow(runtime, tx, row, words))) return ok(null);
  await addToHardship(runtime, tx, actor, row, words);
  return ok(null);
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
  const evidenceFiles = (await evidenceOf(tx, row.id)).length;
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
