import type { Queryable } from "#app/db/database.server.ts";
import { planPayments } from "#app/db/stores/payments.server.ts";
import { findOpenPlan, listInstalments, type PlanRow } from "#app/db/stores/plans.server.ts";
import type { PayQuestion } from "#app/domain/payments/amounts.ts";
import { type MatchedInstalment, matchPayments } from "#app/domain/plans/matching.ts";
import { type PlanProgress, planProgress } from "#app/domain/plans/progress.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { findCurablePlan } from "../plans/plan-for-payment.server.ts";
import type { Runtime } from "../ports.ts";

/** What may be paid now, and the plan that it counts towards. */
export interface PayNow {
  readonly question: PayQuestion;
  readonly plan: PlanRow | null;
  /** The plan's oldest instalment that is not paid. */
  readonly next: MatchedInstalment | null;
}

/** The figures behind the choices of the pay page; the same when the button is pressed. */
export async function payNow(
  runtime: Runtime,
  db: Queryable,
  loaded: LoadedAccount,
): Promise<PayNow> {
  const { balance, portfolio } = loaded;
  const plan = await findOpenPlan(db, loaded.row.id);
  // Paying up what a broken plan missed brings it back.
  const counted = plan ?? (await findCurablePlan(db, loaded));
  const progress = counted === null ? null : await progressOf(db, loaded, counted);
  const next = plan === null ? null : (progress?.nextDue ?? null);
  const limits = runtime.payments.capabilities(portfolio.currency);
  const owed = progress === null ? null : whollyOwed(balance.totalMinor, plan, progress);
  const question = {
    balanceMinor: owed ?? balance.totalMinor,
    overdueMinor: progress?.overdueMinor ?? minimumDueLeft(loaded),
    nextMinor: next === null ? null : next.amountMinor - next.paidMinor,
    rules: {
      minimumMinor: portfolio.policy.minimumPaymentMinor,
      partAllowed: true,
      aboveBalanceAllowed: false,
    },
    limits,
  };
  return { question, plan, next };
}

async function progressOf(
  db: Queryable,
  { today, portfolio }: LoadedAccount,
  plan: PlanRow,
): Promise<PlanProgress> {
  const lines = await listInstalments(db, plan.id);
  const paid = await planPayments(db, plan.id);
  const rule = portfolio.policy.plan;
  const matching = matchPayments(
    lines.map((line) => ({
      n: line.n,
      dueOn: calendarDate(line.dueOn),
      amountMinor: line.amount,
    })),
    paid.map((payment) => ({
      on: calendarDate(payment.effectiveOn),
      amountMinor: payment.amount,
    })),
    rule.toleranceMinor,
  );
  return planProgress(matching, today, rule);
}

/** A plan that waives a part is paid off by what is left of it: nobody pays what was let off. */
function whollyOwed(balanceMinor: bigint, plan: PlanRow | null, progress: PlanProgress): bigint {
  const waives = plan !== null && plan.waived > 0n;
  return waives && progress.leftMinor < balanceMinor ? progress.leftMinor : balanceMinor;
}

/** The minimum due of the snapshot, less what was paid since. */
function minimumDueLeft({ state }: LoadedAccount): bigint {
  if (state.delinquentSince === null) return 0n;
  const paidMinor = state.movements.reduce((sum, movement) => {
    if (movement.kind === "payment") return sum + movement.amountMinor;
    return movement.kind === "reversal" ? sum - movement.amountMinor : sum;
  }, 0n);
  const leftMinor = state.minimumDueMinor - paidMinor;
  return leftMinor > 0n ? leftMinor : 0n;
}
