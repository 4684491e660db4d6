import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import type { AttemptRow } from "#app/db/stores/attempts.server.ts";
import { findChargeOfAttempt } from "#app/db/stores/autopay-charges.server.ts";
import { findAutopay } from "#app/db/stores/autopays.server.ts";
import { isWithdrawn } from "#app/db/stores/mandates.server.ts";
import { findPlan } from "#app/db/stores/plans.server.ts";
import { findMethod } from "#app/db/stores/saved-methods.server.ts";
import { askedCharge } from "#app/domain/payments/autopay/asked-charge.ts";
import { nextAutopayStep } from "#app/domain/payments/autopay/next-step.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { loadAccount } from "../accounts/account-state.server.ts";
import type { Runtime } from "../ports.ts";
import { askAutopay } from "./ask-autopay.server.ts";
import { storedCharge } from "./charge-order.server.ts";

export type NotDue = "consent-withdrawn" | "card-removed" | "plan-ended" | "not-due";

/**
 * Whether a claimed charge may still be made: consent, card, plan, holds, other payments and what
 * is left are read again under the account's lock (payments.md §3). The caller holds the lock on
 * the attempt, or is about to take it.
 */
export async function stillDue(
  runtime: Runtime,
  tx: Tx,
  attempt: AttemptRow,
): Promise<Result<null, NotDue>> {
  const row = await lockAccount(tx, attempt.accountId);
  const charge = await findChargeOfAttempt(tx, attempt.id);
  assert(row !== null && charge !== null, "an autopay attempt has its charge");
  const autopay = await findAutopay(tx, charge.autopayId);
  if (autopay === null || autopay.state !== "on") return err("consent-withdrawn");
  if (await isWithdrawn(tx, autopay.mandateId)) return err("consent-withdrawn");
  if ((await findMethod(tx, autopay.methodId))?.state !== "active") return err("card-removed");
  const plan = await findPlan(tx, charge.planId);
  if (plan === null || row.status !== "open") return err("plan-ended");
  const loaded = await loadAccount(runtime, tx, row);
  const question = await askAutopay(runtime, tx, loaded, plan, autopay, attempt.id);
  if (!question.planOpen) return err("plan-ended");
  const due = storedCharge(attempt).asked ? askedCharge(question) : nextOf(question);
  const same = due !== null && due.n === charge.n && due.amountMinor === attempt.amount;
  return same ? ok(null) : err("not-due");
}

function nextOf(question: Parameters<typeof nextAutopayStep>[0]) {
  const step = nextAutopayStep(question);
  return step.do === "charge" ? step : null;
}
