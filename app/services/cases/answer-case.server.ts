import type { Tx } from "#app/db/database.server.ts";
import { type CaseRow, findWaitingCase, updateCase } from "#app/db/stores/case-files.server.ts";
import { sendEvidence, type Unsent, unsentEvidence } from "#app/db/stores/evidence.server.ts";
import { closeTask } from "#app/db/stores/tasks.server.ts";
import { mayReopen } from "#app/domain/disputes/clock.ts";
import type { CaseAction } from "#app/domain/disputes/states.ts";
import { caseRule } from "#app/domain/policy/case-rule.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { actorName } from "../act.server.ts";
import type { DebtorActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { addToCase } from "./add-to-case.server.ts";
import { caseSteps, recordCaseStep } from "./case-steps.server.ts";
import { type CaseFault, type LockedCase, lockCase } from "./lock-case.server.ts";
import { recordCaseOpened, recordCaseResolved } from "./record-case-event.server.ts";
import { endCaseHold, setCaseHold } from "./set-case-hold.server.ts";
import { clockOfCase, queueCase } from "./start-clock.server.ts";
import { tellOfCase } from "./tell-of-case.server.ts";

/** What a debtor may do with a case of theirs. */
export type DebtorCaseAction = Extract<CaseAction, "add" | "accept" | "reopen" | "withdraw">;

/** `text-missing`: neither words nor files; `too-late`: the days for reopening are over. */
export type AnswerCaseFault = CaseFault | "text-missing" | "too-late";

/**
 * The debtor adds to a case, takes it back, is content with the answer, or is not. Answers the id
 * of the case that has the words now: where another of the same ground waits, who is not content
 * is heard there.
 */
export async function answerCase(
  runtime: Runtime,
  actor: DebtorActor,
  caseId: string,
  answer: { readonly action: DebtorCaseAction; readonly text: string },
): Promise<Result<string, AnswerCaseFault>> {
  return runtime.db.transaction(async (tx): Done => {
    const locked = await lockCase(runtime, tx, actor, caseId, answer.action);
    if (!locked.ok) return locked;
    return acts[answer.action](runtime, tx, actor, locked.value, answer.text);
  });
}

type Done = Promise<Result<string, AnswerCaseFault>>;
type Act = (runtime: Runtime, tx: Tx, actor: DebtorActor, locked: LockedCase, text: string) => Done;

const acts: Readonly<Record<DebtorCaseAction, Act>> = { add, withdraw, accept, reopen };

async function add(...[runtime, tx, actor, { row }, text]: Parameters<Act>): Done {
  const unsent = await unsentEvidence(tx, unsentOf(row));
  if (text === "" && unsent.length === 0) return err("text-missing");
  await addToCase(runtime, tx, actor, row, { text });
  return ok(row.id);
}

async function withdraw(
  ...[runtime, tx, actor, { row, next, loaded }, text]: Parameters<Act>
): Done {
  const ended = await endCaseHold(runtime, tx, actor, loaded, row.holdId);
  await updateCase(tx, { ...row, state: next });
  await recordCaseStep(runtime, tx, actor, row, { kind: "withdrawn", words: { text } });
  await recordCaseResolved(runtime, tx, row, "withdrawn", ended);
  const at = new Date(runtime.clock.now());
  await closeTask(tx, row.kind, row.id, actorName(actor), at);
  return ok(row.id);
}

async function accept(...[runtime, tx, actor, { row, next }, text]: Parameters<Act>): Done {
  await updateCase(tx, { ...row, state: next });
  await recordCaseStep(runtime, tx, actor, row, { kind: "accepted", words: { text } });
  return ok(row.id);
}

/** A new round: the clock starts again, and what the case stops is stopped again. */
async function reopen(...[runtime, tx, actor, { row, next, loaded }, text]: Parameters<Act>): Done {
  const { portfolio, today } = loaded;
  const unsent = await unsentEvidence(tx, unsentOf(row));
  if (text === "" && unsent.length === 0) return err("text-missing");
  // Another of the same ground waits: there is one answer to wait for, not two.
  const waiting = await findWaitingCase(tx, row);
  if (waiting !== null) {
    await addToCase(runtime, tx, actor, waiting, { text });
    return ok(waiting.id);
  }
  const [last] = (await caseSteps(runtime, tx, row.id))
    .filter(({ kind }) => kind === "resolved" || kind === "withdrawn")
    .reverse();
  const endedOn = dateInZone(last?.at ?? row.openedAt.getTime(), portfolio.timeZone);
  if (!mayReopen(caseRule(portfolio.policy)[row.kind], endedOn, today)) return err("too-late");
  const clockFrom = new Date(runtime.clock.now());
  const { dueAt, summaryBy } = clockOfCase(portfolio, { ...row, clockFrom, extensions: 0 });
  const reopened = {
    ...row,
    ...{ state: next, round: row.round + 1, clockFrom, dueAt, summaryBy, extensions: 0 },
    holdId: await setCaseHold(runtime, tx, actor, loaded, row),
    ...{ outcome: null, resolvedAt: null, resolvedBy: null, amount: null, postingId: null },
  };
  await updateCase(tx, reopened);
  // Only now: a refusal leaves them with the form.
  const files = await sendEvidence(tx, unsentOf(row), row.id);
  await recordCaseStep(runtime, tx, actor, reopened, { kind: "reopened", words: { text, files } });
  await recordCaseOpened(runtime, tx, reopened);
  await queueCase(runtime, tx, reopened);
  await tellOfCase(runtime, tx, portfolio, reopened, "case-opened");
  return ok(row.id);
}

/** The files that wait beside the debtor's words. */
function unsentOf({ debtorId, accountId, kind }: CaseRow): Unsent {
  return { debtorId, accountId, purpose: kind };
}
