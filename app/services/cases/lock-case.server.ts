import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { type CaseRow, findCase } from "#app/db/stores/case-files.server.ts";
import { type CaseAction, type CaseState, nextCaseState } from "#app/domain/disputes/states.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { worksIn } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import type { Runtime } from "../ports.ts";

export type CaseFault = "not-found" | "case-action-not-possible";

export interface LockedCase {
  readonly row: CaseRow;
  readonly loaded: LoadedAccount;
  /** The state that the action leads to. */
  readonly next: CaseState;
}

/**
 * A case for one action on it, under its account's lock: of the debtor whose it is, or of staff
 * and keys of its portfolio. Permissions are the caller's to ask for.
 */
export async function lockCase(
  runtime: Runtime,
  tx: Tx,
  actor: Actor,
  caseId: string,
  action: CaseAction,
): Promise<Result<LockedCase, CaseFault>> {
  const known = isUuid(caseId) ? await findCase(tx, caseId) : null;
  if (known === null || !mayReach(actor, known)) return err("not-found");
  const account = await lockAccount(tx, known.accountId);
  const row = await findCase(tx, caseId);
  if (account === null || row === null) return err("not-found");
  const next = nextCaseState(row.kind, row.state, action);
  if (!next.ok) return next;
  return ok({ row, next: next.value, loaded: await loadAccount(runtime, tx, account) });
}

/** Whether a case is this actor's to know of. */
export function mayReach(actor: Actor, row: Pick<CaseRow, "debtorId" | "portfolioId">): boolean {
  if (actor.kind === "debtor") return actor.level >= 1 && actor.debtorId === row.debtorId;
  return worksIn(actor, row.portfolioId);
}
