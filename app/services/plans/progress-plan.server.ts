import type { Tx } from "#app/db/database.server.ts";
import { findAccount } from "#app/db/stores/accounts.server.ts";
import { endHold } from "#app/db/stores/holds.server.ts";
import { planPayments } from "#app/db/stores/payments.server.ts";
import { findPlan, type PlanRow, setPlanState } from "#app/db/stores/plans.server.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";
import { waiveRest } from "./waive-rest.server.ts";

/**
 * Counts what has been paid towards a plan, in the transaction that booked it, under the
 * account's lock: the first payment makes the plan active; the last one, or the one after which
 * nothing is owed, completes it. What a settlement or a discount waives is posted only then
 * (domain.md §4).
 */
export async function progressPlan(
  runtime: Runtime,
  tx: Tx,
  accountId: string,
  planId: string,
): Promise<void> {
  const [plan, row] = await Promise.all([findPlan(tx, planId), findAccount(tx, accountId)]);
  assert(plan !== null && row !== null, "a plan in force stands on an account");
  const payments = await planPayments(tx, planId);
  const paidMinor = payments.reduce((sum, payment) => sum + payment.amount, 0n);
  if (plan.state === "agreed" && paidMinor > 0n) {
    await setPlanState(tx, planId, "agreed", "active", null);
  }
  const loaded = await loadAccount(runtime, tx, row);
  const tolerance = loaded.portfolio.policy.plan.toleranceMinor;
  // Who pays interest-bearing debt off early owes less than the plan had added up.
  const owesNothing = loaded.balance.totalMinor <= 0n;
  if (paidMinor + tolerance < plan.toPay && !owesNothing) return;
  await complete(runtime, tx, loaded, plan, paidMinor);
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
  const state = plan.state === "agreed" ? "active" : plan.state;
  if (!(await setPlanState(tx, plan.id, state, "completed", now))) return;
  if (plan.waived > 0n) await waiveRest(runtime, tx, loaded, plan);
  await endPlanHold(runtime, tx, loaded);
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

async function endPlanHold(runtime: Runtime, tx: Tx, loaded: LoadedAccount): Promise<void> {
  const now = new Date(runtime.clock.now());
  for (const hold of loaded.holds) {
    if (hold.kind !== "agreed-plan" || hold.endedAt !== null) continue;
    if (!(await endHold(tx, hold.id, loaded.today, now, "system"))) continue;
    await recordEvent(runtime, tx, {
      accountId: loaded.row.id,
      type: "hold.ended",
      data: { holdId: hold.id, kind: hold.kind, endedOn: loaded.today, endedBy: "system" },
    });
  }
}
