import type { Tx } from "#app/db/database.server.ts";
import { listUnanswered } from "#app/db/stores/case-files.server.ts";
import { listCaseSteps } from "#app/db/stores/case-steps.server.ts";
import { addJob } from "#app/db/stores/jobs.server.ts";
import { system } from "../act.server.ts";
import type { Runtime } from "../ports.ts";
import { recordCaseStep } from "./case-steps.server.ts";
import { lockCase } from "./lock-case.server.ts";
import { holdingDay } from "./start-clock.server.ts";

const batch = 200;
/** A clock ends with its last day; the letter goes on the morning of that day. */
const beforeEndMs = 15 * 3_600_000;

/**
 * Complaints that nobody has answered by the last day of their clock: where the rules want it, a
 * letter goes by itself that says why, by when, and where else to go. Once a round; the case stays
 * open and late in the queue, for a letter is no answer.
 */
export async function holdOver(runtime: Runtime): Promise<void> {
  const dueBy = new Date(runtime.clock.now() + beforeEndMs);
  for (let after: string | null = null; ; ) {
    const rows = await listUnanswered(runtime.db, dueBy, after, batch);
    for (const { id } of rows) {
      await runtime.db.transaction((tx) => holdOverOne(runtime, tx, id, dueBy));
    }
    after = rows.at(-1)?.id ?? null;
    if (rows.length < batch) return;
  }
}

async function holdOverOne(runtime: Runtime, tx: Tx, caseId: string, dueBy: Date): Promise<void> {
  const locked = await lockCase(runtime, tx, system, caseId, "extend");
  if (!locked.ok || locked.value.row.dueAt > dueBy) return;
  const { row, loaded } = locked.value;
  const expected = holdingDay(loaded.portfolio, row);
  if (expected === null) return;
  const steps = await listCaseSteps(tx, caseId);
  if (steps.some(({ kind, round }) => kind === "held-over" && round === row.round)) return;
  const words = { text: "", dueAt: expected.getTime() };
  await recordCaseStep(runtime, tx, system, row, { kind: "held-over", words });
  await addJob(tx, {
    task: "mail-holding-letter",
    payload: { caseId, round: row.round },
    key: `mail-holding-letter:${caseId}:${row.round}`,
  });
}
