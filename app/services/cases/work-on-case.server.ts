import type { Tx } from "#app/db/database.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import { updateCase } from "#app/db/stores/case-files.server.ts";
import { closeTask } from "#app/db/stores/tasks.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { actorName } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { insist } from "../staff/permissions.server.ts";
import { recordCaseStep } from "./case-steps.server.ts";
import { type CaseFault, type LockedCase, lockCase } from "./lock-case.server.ts";
import { clockOfCase, queueCase } from "./start-clock.server.ts";
import { tellOfCase } from "./tell-of-case.server.ts";

/** What staff do with a case before it is answered. */
export type CaseWork = "ask" | "extend" | "note";

/** `no-extension-left`: the rules allow no more time. */
export type WorkFault = CaseFault | "text-missing" | "no-extension-left";

/**
 * Asks the debtor for something, extends the clock with a reason that the debtor reads, or keeps
 * a note that only staff read.
 */
export async function workOnCase(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  work: { readonly action: CaseWork; readonly text: string },
): Promise<Result<null, WorkFault>> {
  insist(actor, "cases:decide");
  if (work.text === "") return err("text-missing");
  return runtime.db.transaction(async (tx): Promise<Result<null, WorkFault>> => {
    const locked = await lockCase(runtime, tx, actor, caseId, work.action);
    if (!locked.ok) return locked;
    const done = await works[work.action](runtime, tx, actor, locked.value, work.text);
    if (done.ok) await audit(runtime, tx, actor, locked.value, work.action);
    return done;
  });
}

type Done = Promise<Result<null, WorkFault>>;
type Work = (runtime: Runtime, tx: Tx, actor: Actor, locked: LockedCase, text: string) => Done;

const works: Readonly<Record<CaseWork, Work>> = { ask, extend, note };

async function ask(...[runtime, tx, actor, { row, next, loaded }, text]: Parameters<Work>): Done {
  await updateCase(tx, { ...row, state: next });
  await recordCaseStep(runtime, tx, actor, row, { kind: "asked", words: { text } });
  await tellOfCase(runtime, tx, loaded.portfolio, row, "case-asked");
  return ok(null);
}

async function extend(...[runtime, tx, actor, { row, loaded }, text]: Parameters<Work>): Done {
  const { portfolio } = loaded;
  const { mayExtendTo } = clockOfCase(portfolio, row);
  if (mayExtendTo === null) return err("no-extension-left");
  const extended = { ...row, extensions: row.extensions + 1, dueAt: mayExtendTo };
  await updateCase(tx, extended);
  const words = { text, dueAt: mayExtendTo.getTime() };
  await recordCaseStep(runtime, tx, actor, row, { kind: "extended", words });
  // Closed and raised again, so that the queue has the new day.
  await closeTask(tx, row.kind, row.id, actorName(actor), new Date(runtime.clock.now()));
  await queueCase(runtime, tx, extended);
  await tellOfCase(runtime, tx, portfolio, extended, "case-extended");
  return ok(null);
}

async function note(...[runtime, tx, actor, { row }, text]: Parameters<Work>): Done {
  await recordCaseStep(runtime, tx, actor, row, { kind: "noted", words: { text } });
  return ok(null);
}

async function audit(
  runtime: Runtime,
  tx: Tx,
  actor: Actor,
  { row }: LockedCase,
  action: CaseWork,
): Promise<void> {
  await appendAudit(tx, {
    portfolioId: row.portfolioId,
    actor: actorName(actor),
    action: `${row.kind}.${action}`,
    subject: `account:${row.accountId}`,
    detail: { caseId: row.id },
    at: new Date(runtime.clock.now()),
  });
}
