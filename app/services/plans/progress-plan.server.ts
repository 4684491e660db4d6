import type { Tx } from "#app/db/database.server.ts";
import { findAccount } from "#app/db/stores/accounts.server.ts";
import { type CountedPayment, planPayments } from "#app/db/stores/payments.server.ts";
import { findPlan, type PlanRow, setPlanState } from "#app/db/stores/plans.server.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import { paidAsSigned, planCompletion } from "#app/domain/plans/completion.ts";
import { graceEnd } from "#app/domain/plans/standstill.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { endAutopay } from "../autopay/end-autopay.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";
import { curePlan } from "./cure-plan.server.ts";
import { endPlan } from "./end-plan.server.ts";
import { endPlanHold } from "./end-plan-hold.server.ts";
import { freeSurplus } from "./free-surplus.server.ts";
import { planStanding } from "./plan-standing.server.ts";
import { planStandstills } from "./plan-standstills.server.ts";
import { waiveRest } from "./waive-rest.server.ts";

/**
 * Counts what has been paid towards a plan, in the transaction that booked it, under the
 * account's lock: the first payment makes the plan active; the last one, or the one after which
 * nothing is owed, completes it. What a settlement or a discount waives is posted only then, and
 * only for money that was effective by the deadline (domain.md §3, §4). A broken plan may be
 * brought back.
 */
export async function progressPlan(
  runtime: Runtime,
  tx: Tx,
  accountId: string,
  planId: string,
): Promise<void> {
  const [found, row] = await Promise.all([findPlan(tx, planId), findAccount(tx, accountId)]);
  assert(found !== null && row !== null, "a plan in force stands on an account");
  const isBroken = found.state === "broken";
  const counted = isBroken
    ? await curePlan(runtime, tx, await loadAccount(runtime, tx, row), found)
    : [];
  if (counted === null) return;
  const loaded = await loadAccount(runtime, tx, row);
  const { payments } = await planStanding(tx, loaded, planId);
  const paidMinor = payments.reduce((sum, payment) => sum + payment.amountMinor, 0n);
  const plan = await started(tx, isBroken ? { ...found, state: "active" } : found, paidMinor);
  const { plan: rule } = loaded.portfolio.policy;
  const lastDueOn = calendarDate(plan.lastDueOn);
  const standstills = await planStandstills(tx, loaded, planId);
  const question = {
    toPayMinor: plan.toPay,
    waivedMinor: plan.waived,
    deadlineOn: graceEnd(lastDueOn, rule.graceDays, standstills, loaded.today),
    payments,
    toleranceMinor: rule.toleranceMinor,
  };
  const { totalMinor: balanceMinor } = loaded.balance;
  const completion = planCompletion({ ...question, balanceMinor });
  if (completion === "complete") {
    const isEarned = plan.waived > 0n && paidAsSigned(question) === "complete";
    const freed = isEarned ? await keepWaiver(runtime, tx, loaded, plan, counted) : loaded;
    await complete(runtime, tx, freed, plan, paidMinor);
  }
  if (completion === "too-late") {
    const reason = "deadline-passed";
    await endPlan(runtime, tx, loaded, plan, { action: "break", reason, by: "system" });
  }
}

/**
 * Makes credit of money that came, by its own day, after all that a settlement asks for, where that
 * is told later than it; and of what was paid while the plan was held to be broken.
 */
async function keepWaiver(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  plan: PlanRow,
  counted: readonly CountedPayment[],
): Promise<LoadedAccount> {
  let sumMinor = loaded.portfolio.policy.plan.toleranceMinor;
  const paid = await planPayments(tx, plan.id);
  const beyond = paid.filter(({ id, amount }) => {
    const isAfter = sumMinor >= plan.toPay || counted.some((one) => one.id === id);
    sumMinor += amount;
    return isAfter;
  });
  const surplusMinor = paid.reduce((sum, { amount }) => sum + amount, -plan.toPay);
  return freeSurplus(runtime, tx, loaded, plan, beyond, surplusMinor);
}

async function started(tx: Tx, plan: PlanRow, paidMinor: bigint): Promise<PlanRow> {
  if (plan.state !== "agreed" || paidMinor <= 0n) return plan;
  await setPlanState(tx, plan.id, "agreed", "active", null);
  return { ...plan, state: "active" };
}

async function complete(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  plan: PlanRow,
  paidMinor: bigint,
): Promise<void> {
  const { currency } = loaded.portfolio;
  const now = new Date(runtime.clock.now());
  if (!(await setPlanState(tx, plan.id, plan.state, "completed", now))) return;
  if (plan.waived > 0n) await waiveRest(runtime, tx, loaded, plan);
  await endPlanHold(runtime, tx, loaded);
  await endAutopay(runtime, tx, plan.id);
  await recordEvent(runtime, tx, {
    accountId: loaded.row.id,
    type: "plan.completed",
    data: {
      planId: plan.id,
      on: loaded.today,
      reason: "paid",
      paid: formatAmount(paidMinor, currency),
      currency,
    },
  });
}
