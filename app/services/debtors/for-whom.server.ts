import type { Queryable } from "#app/db/database.server.ts";
import { type AccountRow, owesAccount } from "#app/db/stores/accounts.server.ts";
import { worksIn } from "../act.server.ts";
import type { DebtorActor, StaffActor } from "../actor.ts";
import { insist } from "../staff/permissions.server.ts";

/**
 * Whose case somebody takes to an account: a debtor inside, their own; staff, that of a debtor who
 * phoned or wrote. Answers the debtor's id; null: the account is not theirs to speak of.
 */
export async function forWhom(
  db: Queryable,
  actor: DebtorActor | StaffActor,
  account: Pick<AccountRow, "id" | "portfolioId" | "debtorId">,
  debtorId: string = account.debtorId,
): Promise<string | null> {
  if (actor.kind === "staff") {
    insist(actor, "cases:open");
    if (!worksIn(actor, account.portfolioId)) return null;
    return (await owesAccount(db, debtorId, account.id)) ? debtorId : null;
  }
  const mayAct = actor.level >= 1 && (await owesAccount(db, actor.debtorId, account.id));
  return mayAct ? actor.debtorId : null;
}
