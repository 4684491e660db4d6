import type { Tx } from "#app/db/database.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import { type CaseRow, updateCase } from "#app/db/stores/case-files.server.ts";
import { nextCaseState } from "#app/domain/disputes/states.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { actorName } from "../act.server.ts";
import type { DebtorActor, StaffActor } from "../actor.ts";
import { sendNewEvidence } from "../evidence/send-new-evidence.server.ts";
import type { Runtime } from "../ports.ts";
import { caseSteps, recordCaseStep, type StepWords } from "./case-steps.server.ts";
import { queueCase } from "./start-clock.server.ts";

/** What a debtor says of a case. */
export type CaseWords = Omit<StepWords, "files" | "answer" | "dueAt">;

/** So long after the same words were said, saying them again is a second click or a reload. */
export const repeatMs = 60_000;

/**
 * Adds words, and the files that wait beside the debtor's form, to a case that waits for its
 * answer, under its account's lock; staff have it in their queue still. `repeated`: the same words
 * came within a minute, with no file that is new.
 */
export async function addToCase(
  runtime: Runtime,
  tx: Tx,
  actor: DebtorActor | StaffActor,
  row: CaseRow,
  words: CaseWords,
): Promise<"added" | "repeated"> {
  const next = nextCaseState(row.kind, row.state, "add");
  assert(next.ok, "a case that waits may be added to");
  const { accountId, debtorId, kind: purpose } = row;
  // Files that wait beside a debtor's own form go with that form, not with what staff take down.
  const files =
    actor.kind === "staff"
      ? 0
      : await sendNewEvidence(tx, { debtorId, accountId, purpose }, row.id);
  if (files === 0 && (await saidJustNow(runtime, tx, row, words))) return "repeated";
  await updateCase(tx, { ...row, state: next.value });
  await recordCaseStep(runtime, tx, actor, row, { kind: "added", words: { ...words, files } });
  await queueCase(runtime, tx, row);
  if (actor.kind === "staff") {
    await appendAudit(tx, {
      portfolioId: row.portfolioId,
      actor: actorName(actor),
      action: `${row.kind}.add`,
      subject: `account:${accountId}`,
      detail: { caseId: row.id, source: "staff" },
      at: new Date(runtime.clock.now()),
    });
  }
  return "added";
}

async function saidJustNow(
  runtime: Runtime,
  tx: Tx,
  { id }: CaseRow,
  words: CaseWords,
): Promise<boolean> {
  const said = (await caseSteps(runtime, tx, id)).findLast(
    ({ kind }) => kind === "opened" || kind === "added" || kind === "reopened",
  );
  if (said === undefined || runtime.clock.now() - said.at >= repeatMs) return false;
  return saying(said.words) === saying(words);
}

const saying = (words: CaseWords | null): string =>
  JSON.stringify([words?.text, words?.event, words?.since, words?.amount]);
