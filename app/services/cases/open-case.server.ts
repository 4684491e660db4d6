import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import { type CaseRow, findWaitingCase, insertCase } from "#app/db/stores/case-files.server.ts";
import { sendEvidence } from "#app/db/stores/evidence.server.ts";
import type { CaseGround, CaseKind } from "#app/domain/disputes/case.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { actorName } from "../act.server.ts";
import type { DebtorActor, StaffActor } from "../actor.ts";
import { forWhom } from "../debtors/for-whom.server.ts";
import type { Runtime } from "../ports.ts";
import { addToCase, type CaseWords } from "./add-to-case.server.ts";
import { recordCaseStep } from "./case-steps.server.ts";
import { recordCaseOpened } from "./record-case-event.server.ts";
import { setCaseHold } from "./set-case-hold.server.ts";
import { clockOfCase, queueCase } from "./start-clock.server.ts";
import { tellOfCase } from "./tell-of-case.server.ts";

export interface NewCase {
  readonly kind: CaseKind;
  readonly ground: CaseGround;
  readonly words: CaseWords;
  /** Of those who owe, for whom staff take it down; absent: the first. A debtor: for themselves. */
  readonly debtorId?: string;
}

/** `added`: one of the same ground waits, and this went to it. */
export interface TakenCase {
  readonly caseId: string;
  readonly as: "opened" | "added";
}

/**
 * Takes in a dispute or a complaint with the files that were added to its form: the hold of its
 * ground is set at once, its clock starts, the collector is told, staff have it in their queue,
 * and the debtor gets an acknowledgement. Staff may take it down for a debtor who phoned, which is
 * audited; the case is the debtor's all the same. What is said while one of the same ground waits
 * is added to that one, but for the same words within a minute. Error: the account is not this
 * actor's to speak of.
 */
export async function openCase(
  runtime: Runtime,
  actor: DebtorActor | StaffActor,
  accountId: string,
  wanted: NewCase,
): Promise<Result<TakenCase, "not-found">> {
  return runtime.db.transaction(async (tx) => {
    const row = await lockAccount(tx, accountId);
    const debtorId = row && (await forWhom(tx, actor, row, wanted.debtorId));
    if (row === null || debtorId === null) return err("not-found");
    const like = { accountId, debtorId, kind: wanted.kind, ground: wanted.ground };
    const known = await findWaitingCase(tx, like);
    if (known !== null) {
      const done = await addToCase(runtime, tx, actor, known, wanted.words);
      return ok({ caseId: known.id, as: done === "added" ? "added" : "opened" });
    }
    const loaded = await loadAccount(runtime, tx, row);
    const opened = await open(runtime, tx, actor, loaded, { ...wanted, debtorId });
    return ok({ caseId: opened.id, as: "opened" });
  });
}

async function open(
  runtime: Runtime,
  tx: Tx,
  actor: DebtorActor | StaffActor,
  loaded: LoadedAccount,
  { kind, ground, words, debtorId }: NewCase & { readonly debtorId: string },
): Promise<CaseRow> {
  const { row: account, portfolio } = loaded;
  const now = new Date(runtime.clock.now());
  const id = runtime.ids.next();
  const { dueAt, summaryBy } = clockOfCase(portfolio, { kind, clockFrom: now, extensions: 0 });
  const holdId = await setCaseHold(runtime, tx, actor, loaded, { id, kind, ground, holdId: null });
  const row: CaseRow = {
    ...{ id, kind, ground, dueAt, summaryBy, holdId },
    ...{ portfolioId: account.portfolioId, accountId: account.id, debtorId },
    ...{ state: "open", round: 1, extensions: 0 },
    ...{ openedBy: actorName(actor), openedAt: now, clockFrom: now, currency: account.currency },
    ...{ outcome: null, resolvedAt: null, resolvedBy: null, amount: null, postingId: null },
  };
  await insertCase(tx, row);
  // Files that wait beside a debtor's own form go with that form, not with what staff take down.
  const whose = { debtorId, accountId: account.id, purpose: kind };
  const files = actor.kind === "staff" ? 0 : await sendEvidence(tx, whose, id);
  await recordCaseStep(runtime, tx, actor, row, { kind: "opened", words: { ...words, files } });
  await recordCaseOpened(runtime, tx, row);
  await queueCase(runtime, tx, row);
  await tellOfCase(runtime, tx, portfolio, row, "case-opened");
  if (actor.kind === "staff") await auditOpening(tx, actor, row);
  return row;
}

/** A debtor's own acts are their record; staff's are the house's. */
async function auditOpening(tx: Tx, actor: StaffActor, row: CaseRow): Promise<void> {
  await appendAudit(tx, {
    portfolioId: row.portfolioId,
    actor: actorName(actor),
    action: `${row.kind}.open`,
    subject: `account:${row.accountId}`,
    detail: { caseId: row.id, ground: row.ground, source: "staff" },
    at: row.openedAt,
  });
}
