import type { Queryable } from "#app/db/database.server.ts";
import { planPayments } from "#app/db/stores/payments.server.ts";
import { listPlanChanges, listSkips } from "#app/db/stores/plan-changes.server.ts";
import { listInstalments, type PlanRow } from "#app/db/stores/plans.server.ts";
import type { KeptPlan } from "#app/domain/plans/change.ts";
import { withdrawableUntil } from "#app/domain/plans/cooling-off.ts";
import type { Matching } from "#app/domain/plans/matching.ts";
import { type DueInstalment, matchPayments, type PlanPayment } from "#app/domain/plans/matching.ts";
import type { OfferInterest } from "#app/domain/plans/offer.ts";
import type { Frequency } from "#app/domain/policy/policy.ts";
import { type CalendarDate, calendarDate } from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { Runtime } from "../ports.ts";

/** A plan's schedule, what was paid towards it, and how the two match. */
export interface PlanStanding {
  readonly schedule: readonly (DueInstalment & { readonly movedFrom: CalendarDate | null })[];
  readonly payments: readonly PlanPayment[];
  readonly matching: Matching;
}

export async function planStanding(
  db: Queryable,
  { portfolio }: Pick<LoadedAccount, "portfolio">,
  planId: string,
): Promise<PlanStanding> {
  const [lines, paid] = await Promise.all([listInstalments(db, planId), planPayments(db, planId)]);
  const schedule = lines.map((line) => ({
    n: line.n,
    dueOn: calendarDate(line.dueOn),
    amountMinor: line.amount,
    movedFrom: line.movedFrom === null ? null : calendarDate(line.movedFrom),
  }));
  const payments = paid.map((payment) => ({
    on: calendarDate(payment.effectiveOn),
    amountMinor: payment.amount,
  }));
  const { toleranceMinor } = portfolio.policy.plan;
  return { schedule, payments, matching: matchPayments(schedule, payments, toleranceMinor) };
}

/** Today where a debtor lives: theirs is the midnight until which a date may be changed. */
export function debtorToday(
  runtime: Runtime,
  { portfolio }: Pick<LoadedAccount, "portfolio">,
  debtor: { readonly timeZone: string | null },
): CalendarDate {
  return dateInZone(runtime.clock.now(), debtor.timeZone ?? portfolio.timeZone);
}

/** The last day on which a signer may withdraw, where they live; null: there is none any more. */
export function planWithdrawableUntil(
  { portfolio }: Pick<LoadedAccount, "portfolio">,
  plan: Pick<PlanRow, "agreedAt">,
  debtor: { readonly timeZone: string | null },
  today: CalendarDate,
): CalendarDate | null {
  const signedOn = dateInZone(plan.agreedAt.getTime(), debtor.timeZone ?? portfolio.timeZone);
  return withdrawableUntil(signedOn, portfolio.policy.plan, today);
}

/** A plan as the rules of a change see it. */
export async function keptPlan(
  db: Queryable,
  loaded: LoadedAccount,
  plan: PlanRow,
  today: CalendarDate,
): Promise<KeptPlan> {
  const { policy, calendar, timeZone } = loaded.portfolio;
  const skipped = await listSkips(db, loaded.row.id);
  const { schedule, matching } = await planStanding(db, loaded, plan.id);
  const changes = await listPlanChanges(db, plan.id);
  const moved = new Set(changes.flatMap(({ kind, n }) => (kind === "moved" ? [n] : [])));
  return {
    lines: matching.instalments.map((line, index) => ({
      ...line,
      movedFrom: schedule[index]?.movedFrom ?? null,
      moved: moved.has(line.n),
    })),
    interest: plan.interestMode as OfferInterest,
    frequency: plan.frequency as Frequency | null,
    waivedMinor: plan.waived,
    firstOn: signedFirst(plan),
    skips: {
      all: changes.filter(({ kind }) => kind === "skipped").length,
      days: skipped.map((at) => dateInZone(at.getTime(), timeZone)),
    },
    rule: policy.plan,
    workingDays: policy.instalments?.workingDays ?? "none",
    calendar,
    today,
  };
}

/** The offer as signed keeps the dates that later changes moved. */
function signedFirst({ offer, firstDueOn }: PlanRow): CalendarDate {
  const [first] = (offer as { readonly schedule: readonly SignedLine[] }).schedule;
  return calendarDate(first?.movedFrom ?? first?.dueOn ?? firstDueOn);
}

interface SignedLine {
  readonly dueOn: string;
  readonly movedFrom?: string;
}
