import { findAgreementOfPlan } from "#app/db/stores/agreements.server.ts";
import { planPayments } from "#app/db/stores/payments.server.ts";
import { listAccountPlans, listInstalments, type PlanRow } from "#app/db/stores/plans.server.ts";
import { holdsOn } from "#app/domain/holds/in-force.ts";
import type { MatchedInstalment } from "#app/domain/plans/matching.ts";
import { planProgress } from "#app/domain/plans/progress.ts";
import type { Frequency } from "#app/domain/policy/policy.ts";
import { addDays, type CalendarDate, calendarDate } from "#app/domain/primitives/date.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { DebtorActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { matchedPlan } from "./next-due.server.ts";

/** One instalment as it stands; minor units. */
export interface PlanLine extends MatchedInstalment {
  /** The date before it was moved off a non-working day; null when it was not. */
  readonly movedFrom: CalendarDate | null;
  readonly isNext: boolean;
  readonly isLate: boolean;
}

/** The newest plan of an account and how it stands; null when none was ever agreed. */
export async function planPage(runtime: Runtime, actor: DebtorActor, loaded: LoadedAccount) {
  const { row, portfolio, state, today } = loaded;
  const [plan] = await listAccountPlans(runtime.db, row.id);
  if (plan === undefined) return null;
  const rule = portfolio.policy.plan;
  const matching = await matchedPlan(runtime.db, plan, portfolio.policy);
  const progress = planProgress(matching, today, rule);
  const isOpen = plan.state === "agreed" || plan.state === "active";
  const hold = holdsOn(state.holds, today).find((one) => one.kind === "agreed-plan");
  return {
    accountId: row.id,
    currency: portfolio.currency,
    today,
    plan: factsOf(plan),
    isOpen,
    lines: await linesOf(runtime, plan, matching.instalments, isOpen ? today : null),
    next: isOpen && progress.nextDue ? nextOf(progress.nextDue) : null,
    terms: progress.terms,
    paidCount: progress.paidCount,
    paidMinor: progress.paidMinor,
    leftMinor: plan.state === "completed" ? 0n : progress.leftMinor,
    overdueMinor: isOpen ? progress.overdueMinor : 0n,
    graceUntil: isOpen && progress.nextDue ? addDays(progress.nextDue.dueOn, rule.graceDays) : null,
    graceDays: rule.graceDays,
    hold: hold ? { from: hold.from, effects: hold.effects } : null,
    payments: await payments(runtime, plan.id),
    agreement: await agreementOf(runtime, actor, plan.id),
  };
}

function factsOf(plan: PlanRow) {
  const { annualRate } = plan.offer as { readonly annualRate: string };
  return {
    id: plan.id,
    kind: plan.kind,
    state: plan.state,
    frequency: plan.frequency as Frequency | null,
    annualRate,
    waivedMinor: plan.waived,
    endedAt: plan.endedAt?.getTime() ?? null,
  };
}

/** `today` null: the plan is over, so nothing is next or late. */
async function linesOf(
  runtime: Runtime,
  plan: PlanRow,
  matched: readonly MatchedInstalment[],
  today: CalendarDate | null,
): Promise<readonly PlanLine[]> {
  const stored = await listInstalments(runtime.db, plan.id);
  const next = matched.find((line) => line.status !== "paid");
  return matched.map((line, index) => {
    const movedFrom = stored[index]?.movedFrom ?? null;
    return {
      ...line,
      movedFrom: movedFrom === null ? null : calendarDate(movedFrom),
      isNext: today !== null && line === next,
      isLate: today !== null && line.status !== "paid" && line.dueOn < today,
    };
  });
}

function nextOf(line: MatchedInstalment) {
  return { n: line.n, dueOn: line.dueOn, openMinor: line.amountMinor - line.paidMinor };
}

/** Newest first. */
async function payments(runtime: Runtime, planId: string) {
  const paid = await planPayments(runtime.db, planId);
  const numbered = paid.map(({ effectiveOn, amount }, key) => ({
    key,
    on: calendarDate(effectiveOn),
    amountMinor: amount,
  }));
  return numbered.reverse();
}

/** Only the signer has the paper: a plan binds its signer. */
async function agreementOf(runtime: Runtime, actor: DebtorActor, planId: string) {
  const row = await findAgreementOfPlan(runtime.db, planId);
  if (row === null || row.debtorId !== actor.debtorId) return null;
  return { id: row.id, sha256: row.sha256.toString("hex"), signedAt: row.signedAt.getTime() };
}
