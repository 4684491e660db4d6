import type { Tx } from "#app/db/database.server.ts";
import { raiseBreak } from "#app/db/stores/breaks.server.ts";
import { insertHold } from "#app/db/stores/holds.server.ts";
import { planPayments } from "#app/db/stores/payments.server.ts";
import { setPlanWatch } from "#app/db/stores/plan-watch.server.ts";
import {
  findOpenPlan,
  findPlan,
  listAccountPlans,
  type PlanRow,
  setPlanState,
} from "#app/db/stores/plans.server.ts";
import { findStandingWaiver } from "#app/db/stores/postings.server.ts";
import type { HoldEffect } from "#app/domain/holds/hold.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import { reversePosting } from "../payments/reverse-posting.server.ts";
import type { Runtime } from "../ports.ts";
import { planHolds } from "./plan-holds.server.ts";

/**
 * Reopens a plan that is no longer paid up, because a payment was taken back: what it waived is
 * owed again and its hold stands again from today (domain.md §5). Nothing happens while what is
 * left of the payments still covers it, or nothing is owed: then it was credit that went back.
 * Where another plan has been agreed since, a person decides. `loaded` may be of before the return.
 */
export async function reopenPlan(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  planId: string,
): Promise<void> {
  // Less has been paid now: what is due of it may be due earlier.
  await setPlanWatch(tx, planId, null);
  const plan = await findPlan(tx, planId);
  if (plan?.state !== "completed") return;
  const payments = await planPayments(tx, planId);
  const paidMinor = payments.reduce((sum, payment) => sum + payment.amount, 0n);
  if (paidMinor + loaded.portfolio.policy.plan.toleranceMinor >= plan.toPay) return;
  // Who paid interest-bearing debt off early paid less than the plan had added up.
  const { balance } = await loadAccount(runtime, tx, loaded.row);
  if (balance.totalMinor <= 0n) return;
  if ((await findOpenPlan(tx, loaded.row.id)) !== null) {
    return reportNotReopened(runtime, tx, loaded, planId);
  }
  if (!(await setPlanState(tx, planId, "completed", "active", null))) return;
  await undoWaiver(runtime, tx, loaded, plan, paidMinor);
  await holdAgain(runtime, tx, loaded, plan);
}

async function undoWaiver(
  runtime: Runtime,
  tx: Tx,
  { row, portfolio, today }: LoadedAccount,
  plan: PlanRow,
  paidMinor: bigint,
): Promise<void> {
  const { currency } = portfolio;
  const waiver = await findStandingWaiver(tx, row.id, plan.id);
  const accountSeq = await recordEvent(runtime, tx, {
    accountId: row.id,
    type: "plan.reopened",
    data: {
      planId: plan.id,
      on: today,
      reason: "payment-reversed",
      paid: formatAmount(paidMinor, currency),
      waiverUndone: formatAmount(waiver?.amount ?? 0n, currency),
      currency,
    },
  });
  if (waiver === null) return;
  await reversePosting(runtime, tx, waiver, { on: today, accountSeq, rule: "plan:reopened" });
}

/** The same effects as the hold that ended when the plan was completed. */
async function holdAgain(
  runtime: Runtime,
  tx: Tx,
  { row, today, holds }: LoadedAccount,
  plan: PlanRow,
): Promise<void> {
  const own = planHolds(holds, plan, await listAccountPlans(tx, row.id));
  const ended = own.findLast(({ endedAt }) => endedAt !== null);
  if (ended === undefined) return;
  const id = runtime.ids.next();
  const [kind, reason, setBy] = ["agreed-plan", "plan-reopened", "system"] as const;
  const effects = ended.effects as readonly HoldEffect[];
  await insertHold(tx, {
    id,
    accountId: row.id,
    portfolioId: row.portfolioId,
    kind,
    effects,
    fromOn: today,
    toOn: null,
    reason,
    setBy,
    createdAt: new Date(runtime.clock.now()),
  });
  await recordEvent(runtime, tx, {
    accountId: row.id,
    type: "hold.set",
    data: { holdId: id, kind, from: today, to: null, effects, reason, setBy },
  });
}

async function reportNotReopened(
  runtime: Runtime,
  tx: Tx,
  { row }: LoadedAccount,
  planId: string,
): Promise<void> {
  await raiseBreak(tx, {
    id: runtime.ids.next(),
    portfolioId: row.portfolioId,
    accountId: row.id,
    kind: "plan:not-reopened",
    reference: planId,
    detail: { planId },
    at: new Date(runtime.clock.now()),
  });
}
