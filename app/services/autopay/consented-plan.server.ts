import type { Tx } from "#app/db/database.server.ts";
import { lockAccount, owesAccount } from "#app/db/stores/accounts.server.ts";
import { findOpenPlan, listInstalments, type PlanRow } from "#app/db/stores/plans.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { DebtorActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { allowedKinds } from "./allowed-kinds.server.ts";
import type { Consent } from "./give-mandate.server.ts";
import { type MandateWords, mandateWords } from "./mandate-words.server.ts";

/**
 * `code-first`: no fresh code. `not-offered`: no method here can be charged again. `no-plan`: no
 * plan of this debtor's own is in force. `changed`: the words are no longer those that were shown.
 */
export type ConsentRefusal = "not-found" | "code-first" | "not-offered" | "no-plan" | "changed";

export interface ConsentedPlan {
  readonly loaded: LoadedAccount;
  readonly plan: PlanRow;
  readonly words: MandateWords;
}

/** The plan that a debtor gives authority to charge, under the account's lock (domain.md §7). */
export async function consentedPlan(
  runtime: Runtime,
  tx: Tx,
  actor: DebtorActor,
  accountId: string,
  consent: Consent,
): Promise<Result<ConsentedPlan, ConsentRefusal>> {
  if (actor.level < 2) return err("code-first");
  if (!isUuid(accountId) || !(await owesAccount(tx, actor.debtorId, accountId))) {
    return err("not-found");
  }
  const row = await lockAccount(tx, accountId);
  if (row === null || row.status !== "open") return err("not-found");
  const loaded = await loadAccount(runtime, tx, row);
  if (allowedKinds(runtime, loaded.portfolio).length === 0) return err("not-offered");
  const plan = await findOpenPlan(tx, row.id);
  if (plan === null || plan.debtorId !== actor.debtorId) return err("no-plan");
  const words = mandateWords(loaded.portfolio, plan, await listInstalments(tx, plan.id));
  return words.sha256 === consent.seen ? ok({ loaded, plan, words }) : err("changed");
}
