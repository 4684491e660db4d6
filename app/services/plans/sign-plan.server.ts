import type { Tx } from "#app/db/database.server.ts";
import { lockAccount, owesAccount } from "#app/db/stores/accounts.server.ts";
import { isSameName } from "#app/domain/plans/signed-name.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { loadAccount } from "../accounts/account-state.server.ts";
import { savedStatement } from "../affordability/saved-statement.server.ts";
import { openPerson } from "../debtors/person.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import { draftAgreement } from "./draft-agreement.server.ts";
import { type PickRefusal, pickedOffer } from "./picked-offer.server.ts";
import { recordPlan } from "./record-plan.server.ts";
import { replaceablePlan } from "./replaceable-plan.server.ts";
import type { Signing } from "./signing.ts";

/**
 * `code-first`: no fresh code. `name-differs`: not the name on file. `changed`: the agreement is no
 * longer the one that was shown. `in-force`: the account has a plan that this page did not show as
 * the one to be replaced, or one that may not be replaced today.
 */
export type SignRefusal =
  | "not-found"
  | "code-first"
  | "name-differs"
  | "changed"
  | "in-force"
  | PickRefusal;

/**
 * Signs a plan (domain.md §5): the offer is computed again under the account's lock, and plan,
 * instalments, agreement, hold, event and messages are written in one transaction; a plan that it
 * replaces ends there too. A second signature meets the plan that the first one made.
 */
export async function signPlan(
  runtime: Runtime,
  visit: Visit,
  accountId: string,
  signing: Signing,
): Promise<Result<{ readonly planId: string }, SignRefusal>> {
  const { actor, debtor } = visit;
  if (actor.level < 2) return err("code-first");
  if (!isSameName(signing.name, openPerson(runtime, debtor).name)) return err("name-differs");
  return runtime.db.transaction(async (tx: Tx) => {
    const row = await lockAccount(tx, accountId);
    if (row === null || !(await owesAccount(tx, actor.debtorId, row.id))) return err("not-found");
    const loaded = await loadAccount(runtime, tx, row);
    const inForce = await replaceablePlan(runtime, tx, loaded, debtor);
    if (!inForce.ok) return inForce;
    const replaced = inForce.value;
    if ((replaced?.id ?? null) !== (signing.replaces ?? null)) return err("in-force");
    const stated = await savedStatement(runtime, tx, debtor.id);
    const statement = stated?.statement ?? null;
    const picked = await pickedOffer(tx, loaded, signing.pick, statement);
    if (!picked.ok) return picked;
    const reader = { debtor, locale: signing.locale, replaced };
    const draft = await draftAgreement(runtime, tx, loaded, picked.value, reader);
    if (draft.sha256 !== signing.seen) return err("changed");
    const planId = await recordPlan(runtime, tx, loaded, {
      picked: picked.value,
      draft,
      debtor,
      signing,
      replaced,
    });
    return ok({ planId });
  });
}
