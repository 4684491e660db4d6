import type { Tx } from "#app/db/database.server.ts";
import { lockAccount, owesAccount } from "#app/db/stores/accounts.server.ts";
import { findAttempt } from "#app/db/stores/attempts.server.ts";
import { findAutopayOfPlan } from "#app/db/stores/autopays.server.ts";
import { findOpenPlan } from "#app/db/stores/plans.server.ts";
import { askedCharge } from "#app/domain/payments/autopay/asked-charge.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { loadAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { DebtorActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { askAutopay } from "./ask-autopay.server.ts";
import { claimCharge } from "./claim-charge.server.ts";
import { makeCharge } from "./make-charge.server.ts";

/** More instalments than this are not open at once. */
const most = 24;

/**
 * Charges what is past its date to the saved card, because the debtor asks for it: each instalment
 * as a charge of its own, oldest first, until one does not go through. Answers the last attempt; a
 * second click finds nothing left to charge.
 */
export async function chargeArrears(
  runtime: Runtime,
  actor: DebtorActor,
  accountId: string,
): Promise<Result<{ readonly attemptId: string }, "not-found" | "nothing-due">> {
  if (actor.level === 0 || !isUuid(accountId)) return err("not-found");
  if (!(await owesAccount(runtime.db, actor.debtorId, accountId))) return err("not-found");
  let last: string | null = null;
  for (let count = 0; count < most; count += 1) {
    const attemptId = await runtime.db.transaction((tx) => claim(runtime, tx, actor, accountId));
    if (attemptId === null) break;
    last = attemptId;
    await makeCharge(runtime, attemptId);
    if ((await findAttempt(runtime.db, attemptId))?.state !== "succeeded") break;
  }
  return last === null ? err("nothing-due") : ok({ attemptId: last });
}

async function claim(
  runtime: Runtime,
  tx: Tx,
  actor: DebtorActor,
  accountId: string,
): Promise<string | null> {
  const row = await lockAccount(tx, accountId);
  const plan = row === null ? null : await findOpenPlan(tx, accountId);
  const autopay = plan === null ? null : await findAutopayOfPlan(tx, plan.id);
  if (row === null || plan === null || autopay === null) return null;
  if (autopay.state !== "on" || autopay.debtorId !== actor.debtorId) return null;
  const loaded = await loadAccount(runtime, tx, row);
  const due = askedCharge(await askAutopay(runtime, tx, loaded, plan, autopay));
  if (due === null) return null;
  return claimCharge(runtime, tx, loaded, autopay, { ...due, asked: true });
}
