import type { Tx } from "#app/db/database.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import { type CaseRow, updateCase } from "#app/db/stores/case-files.server.ts";
import { listLiableDebtors } from "#app/db/stores/debtors.server.ts";
import { addJob } from "#app/db/stores/jobs.server.ts";
import { closeTask, raiseTask } from "#app/db/stores/tasks.server.ts";
import { type AnswerFault, judgeAnswer, leavesAccount } from "#app/domain/disputes/answer.ts";
import type { CaseOutcome } from "#app/domain/disputes/case.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { actorName } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { insist, roleMay } from "../staff/permissions.server.ts";
import { recordCaseStep } from "./case-steps.server.ts";
import { type CaseFault, type LockedCase, lockCase } from "./lock-case.server.ts";
import { recordCaseResolved } from "./record-case-event.server.ts";
import { endCaseHold } from "./set-case-hold.server.ts";
import { takeOffBalance } from "./take-off-balance.server.ts";

export interface CaseAnswer {
  readonly outcome: CaseOutcome;
  /** Why, in words that the debtor reads in the letter. */
  readonly text: string;
  /** Taken off the balance, minor units; null: nothing, or the whole where the outcome says so. */
  readonly amountMinor: bigint | null;
}

/** `needs-supervisor`: more than one person may take off a balance by their word. */
export type ResolveFault = CaseFault | AnswerFault | "text-missing" | "needs-supervisor";

/**
 * Answers a case: takes off the balance what is found not to be owed, ends the hold where the
 * answer does, tells the collector, closes the work; the letter follows by mail.
 */
export async function resolveCase(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  answer: CaseAnswer,
): Promise<Result<null, ResolveFault>> {
  insist(actor, "cases:decide");
  if (answer.text === "") return err("text-missing");
  return runtime.db.transaction(async (tx): Promise<Result<null, ResolveFault>> => {
    const locked = await lockCase(runtime, tx, actor, caseId, "resolve");
    if (!locked.ok) return locked;
    const { row, loaded } = locked.value;
    const shared = (await listLiableDebtors(tx, row.accountId)).length > 1;
    const about = { ...row, shared, totalMinor: loaded.balance.totalMinor };
    const judged = judgeAnswer(about, answer.outcome, answer.amountMinor);
    if (!judged.ok) return judged;
    const { amountMinor, hold } = judged.value;
    const limit = loaded.portfolio.policy.refundApprovalAboveMinor ?? 0n;
    if (!mayTakeOff(actor, amountMinor ?? 0n, limit)) return err("needs-supervisor");
    await resolve(runtime, tx, actor, locked.value, answer, {
      amountMinor,
      endsHold: hold === "ends",
      leaves: leavesAccount(about, answer.outcome),
    });
    return ok(null);
  });
}

/** Up to the policy's limit one person's word is enough; a key acts for the creditor. */
function mayTakeOff(actor: Actor, amountMinor: bigint, limitMinor: bigint): boolean {
  if (actor.kind !== "staff" || amountMinor <= limitMinor) return true;
  return roleMay(actor.role, "cases:credit");
}

interface Judged {
  readonly amountMinor: bigint | null;
  readonly endsHold: boolean;
  /** Not this person's debt but others': the creditor is to take them off the account. */
  readonly leaves: boolean;
}

async function resolve(
  runtime: Runtime,
  tx: Tx,
  actor: Actor,
  { row, next, loaded }: LockedCase,
  { outcome, text }: CaseAnswer,
  { amountMinor, endsHold, leaves }: Judged,
): Promise<void> {
  const at = new Date(runtime.clock.now());
  const postingId =
    amountMinor === null ? null : await takeOffBalance(runtime, tx, loaded, row, amountMinor);
  const holdEnded = endsHold && (await endCaseHold(runtime, tx, actor, loaded, row.holdId));
  const resolved: CaseRow = {
    ...row,
    ...{ state: next, outcome, amount: amountMinor, postingId },
    ...{ resolvedAt: at, resolvedBy: actorName(actor) },
  };
  await updateCase(tx, resolved);
  const words = {
    text,
    answer: {
      outcome,
      amountMinor: amountMinor?.toString() ?? null,
      summary: row.summaryBy !== null && at <= row.summaryBy,
      holdEnded,
      ...(leaves && { leaves }),
    },
  };
  await recordCaseStep(runtime, tx, actor, row, { kind: "resolved", words });
  await recordCaseResolved(runtime, tx, resolved, outcome, holdEnded);
  await closeTask(tx, row.kind, row.id, actorName(actor), at);
  if (leaves) await queueLeaving(runtime, tx, row);
  else await closeTask(tx, leaving, row.id, actorName(actor), at);
  await addJob(tx, {
    task: "mail-case-letter",
    payload: { caseId: row.id, round: row.round },
    key: `mail-case-letter:${row.id}:${row.round}`,
  });
  await appendAudit(tx, {
    portfolioId: row.portfolioId,
    actor: actorName(actor),
    action: `${row.kind}.resolve`,
    subject: `account:${row.accountId}`,
    detail: { caseId: row.id, outcome, amount: amountMinor?.toString() ?? null, postingId },
    at,
  });
}

/** The kind of work that a person found not to owe leaves behind. */
const leaving = "debtor-leaves";

/** Somebody sees to it that the creditor takes the person off, by the day the answer was due. */
async function queueLeaving(
  { ids }: Runtime,
  tx: Tx,
  { id, portfolioId, accountId, dueAt }: CaseRow,
): Promise<void> {
  const task = { portfolioId, accountId, kind: leaving, reference: id, dueAt };
  await raiseTask(tx, { id: ids.next(), ...task });
}
