import type { Tx } from "#app/db/database.server.ts";
import { newestStatement } from "#app/db/stores/affordability-statements.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import { type HardshipRow, updateHardship } from "#app/db/stores/hardship-cases.server.ts";
import { raiseTask } from "#app/db/stores/tasks.server.ts";
import { nextHardshipState } from "#app/domain/hardship/states.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { actorName } from "../act.server.ts";
import type { DebtorActor, StaffActor } from "../actor.ts";
import { repeatMs } from "../cases/add-to-case.server.ts";
import type { Runtime } from "../ports.ts";
import { type HardshipStepWords, recordStep } from "./hardship-case.server.ts";
import { toldOfHardship } from "./told-of-hardship.server.ts";

/**
 * Adds what a debtor tells, with its `files`, to a case that waits for a person, under its
 * account's lock: the promised day stays, and staff have it in their queue still.
 */
export async function addToHardship(
  runtime: Runtime,
  tx: Tx,
  actor: DebtorActor | StaffActor,
  row: HardshipRow,
  words: HardshipStepWords,
): Promise<void> {
  const state = nextHardshipState(row.state, "add");
  assert(state.ok, "a case that waits may be added to");
  await updateHardship(tx, {
    ...row,
    state: state.value,
    crisis: row.crisis || words.crisis === true,
    statementId: (await newestStatement(tx, row.debtorId))?.id ?? row.statementId,
  });
  const by = actorName(actor);
  await recordStep(runtime, tx, row, { kind: "added", by, words });
  await raiseTask(tx, {
    id: runtime.ids.next(),
    portfolioId: row.portfolioId,
    accountId: row.accountId,
    kind: "hardship",
    reference: row.id,
    dueAt: row.answerBy,
  });
  if (actor.kind !== "staff") return;
  await appendAudit(tx, {
    portfolioId: row.portfolioId,
    actor: by,
    action: "hardship.add",
    subject: `account:${row.accountId}`,
    detail: { hardshipId: row.id, source: "staff" },
    at: new Date(runtime.clock.now()),
  });
}

/** Whether a debtor told the very same of a case within a minute: a second click, a reload. */
export async function toldJustNow(
  runtime: Runtime,
  tx: Tx,
  row: HardshipRow,
  words: HardshipStepWords,
): Promise<boolean> {
  const told = await toldOfHardship(runtime, tx, row);
  const last = told.steps.findLast(
    ({ kind }) => kind === "submitted" || kind === "added" || kind === "reopened",
  );
  if (last === undefined || runtime.clock.now() - last.at >= repeatMs) return false;
  const first = { ...told.words, crisis: row.crisis };
  return telling(last.kind === "submitted" ? first : last.words) === telling(words);
}

const telling = (words: HardshipStepWords | null): string =>
  JSON.stringify([
    words?.text ?? "",
    [...(words?.reasons ?? [])].sort(),
    words?.since ?? null,
    words?.vulnerable === true,
    words?.crisis === true,
  ]);
