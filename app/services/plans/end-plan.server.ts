import type { Tx } from "#app/db/database.server.ts";
import { planPayments } from "#app/db/stores/payments.server.ts";
import { type PlanRow, setPlanState } from "#app/db/stores/plans.server.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import { nextPlanState } from "#app/domain/plans/states.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { endAutopay } from "../autopay/end-autopay.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";
import { endPlanHold } from "./end-plan-hold.server.ts";
import { interestAfterWords, leftPlan } from "./leaving-plan.server.ts";
import { notePlan } from "./note-plan.server.ts";
import { tellBroken } from "./tell-broken.server.ts";
import { tellOfPlan } from "./tell-of-plan.server.ts";

export interface PlanEnd {
  readonly action: "break" | "cancel";
  /** Why, as a key that the collector reads: "missed", "deadline-passed", "debtor", "withdrawn". */
  readonly reason: string;
  readonly by: string;
}

/**
 * Ends a plan that is in force before it is paid, under the account's lock: its hold ends today,
 * what it would have waived is owed, what it did not charge stays uncharged; the collector and the
 * debtor are told (domain.md §5).
 */
export async function endPlan(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  plan: PlanRow,
  { action, reason, by }: PlanEnd,
): Promise<void> {
  const state = nextPlanState(plan.state, action);
  assert(state.ok && (state.value === "broken" || state.value === "cancelled"), "a plan in force");
  const at = new Date(runtime.clock.now());
  if (!(await setPlanState(tx, plan.id, plan.state, state.value, at))) return;
  await endPlanHold(runtime, tx, loaded);
  await endAutopay(runtime, tx, plan.id);
  const payments = await planPayments(tx, plan.id);
  const paidMinor = payments.reduce((sum, payment) => sum + payment.amount, 0n);
  const { currency } = loaded.portfolio;
  await recordEvent(runtime, tx, {
    accountId: loaded.row.id,
    type: state.value === "broken" ? "plan.broken" : "plan.cancelled",
    data: {
      planId: plan.id,
      on: loaded.today,
      reason,
      paid: formatAmount(paidMinor, currency),
      currency,
    },
  });
  await notePlan(runtime, tx, plan, { kind: state.value, by, detail: { reason } });
  if (state.value === "broken") return void (await tellBroken(runtime, tx, loaded, plan));
  const interest = interestAfterWords(leftPlan(loaded, plan));
  await tellOfPlan(runtime, tx, loaded, plan, "plan-cancelled", { interest });
}
