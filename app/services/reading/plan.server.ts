import { findAgreementOfPlan } from "#app/db/stores/agreements.server.ts";
import { planPayments } from "#app/db/stores/payments.server.ts";
import { listPlanChanges, type PlanChangeRow } from "#app/db/stores/plan-changes.server.ts";
import { findReplacedPlan } from "#app/db/stores/plan-watch.server.ts";
import { listAccountPlans, listInstalments, type PlanRow } from "#app/db/stores/plans.server.ts";
import { holdsOn } from "#app/domain/holds/in-force.ts";
import type { MatchedInstalment } from "#app/domain/plans/matching.ts";
import { planProgress } from "#app/domain/plans/progress.ts";
import { awaitedOn, standstillsOf } from "#app/domain/plans/standstill.ts";
import { overdueOf, type ToCome } from "#app/domain/plans/to-come.ts";
import type { Frequency } from "#app/domain/policy/policy.ts";
import { type CalendarDate, calendarDate } from "#app/domain/primitives/date.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { DebtorActor } from "../actor.ts";
import { shownStill } from "../holds/shown-still.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import { brokenDays } from "../plans/plan-standstills.server.ts";
import { planToCome } from "../plans/plan-to-come.server.ts";
import type { Runtime } from "../ports.ts";
import { autopayState } from "./autopay-state.server.ts";
import { cureOffer } from "./cure-offer.server.ts";
import { holdsBeside } from "./leaving.server.ts";
import { matchedPlan } from "./next-due.server.ts";
import { planChoices } from "./plan-changes.server.ts";

/** One instalment as it stands; minor units. */
export interface PlanLine extends MatchedInstalment {
  /** The date before it was moved off a non-working day; null when it was not. */
  readonly movedFrom: CalendarDate | null;
  /** The debtor gave it another day. */
  readonly moved: boolean;
  readonly isNext: boolean;
  readonly isLate: boolean;
}

/** The newest plan of an account and how it stands; null when none was ever agreed. */
export async function planPage(
  runtime: Runtime,
  visit: Pick<Visit, "actor" | "debtor">,
  loaded: LoadedAccount,
) {
  const { row, portfolio, state, today, balance } = loaded;
  const [plan] = await listAccountPlans(runtime.db, row.id);
  if (plan === undefined) return null;
  const rule = portfolio.policy.plan;
  const matching = await matchedPlan(runtime.db, plan, portfolio.policy);
  const changes = await listPlanChanges(runtime.db, plan.id);
  const standstills = standstillsOf(state.holds, brokenDays(changes));
  const progress = planProgress(matching, today, rule, standstills);
  const isOpen = plan.state === "agreed" || plan.state === "active";
  const coming = isOpen ? await planToCome(runtime.db, loaded, plan, matching) : null;
  const moved = new Set(changes.flatMap(({ kind, n }) => (kind === "moved" ? [n] : [])));
  const hold = holdsOn(state.holds, today).find((one) => one.kind === "agreed-plan");
  const still = isOpen ? await shownStill(runtime, visit.actor, loaded) : null;
  const isLate = ({ dueOn }: MatchedInstalment) => {
    const awaited = awaitedOn(dueOn, rule.graceDays, standstills, today);
    return (isOpen || plan.state === "broken") && !still && awaited !== null && awaited < today;
  };
  return {
    accountId: row.id,
    currency: portfolio.currency,
    /** The account is still this creditor's to be paid here. */
    isPayable: row.status === "open",
    today,
    plan: factsOf(plan),
    /** Another who owes the account signed it. */
    isAnothers: plan.debtorId !== visit.actor.debtorId,
    isOpen,
    lines: await linesOf(runtime, plan, matching.instalments, {
      next: isOpen,
      isLate,
      moved,
    }),
    next: coming?.instalments[0] ?? null,
    terms: progress.terms,
    paidCount: progress.paidCount,
    paidMinor: progress.paidMinor,
    leftMinor: plan.state === "completed" ? 0n : (coming?.leftMinor ?? progress.leftMinor),
    /** What was signed and will not be taken, for less is owed than was signed for. */
    lessMinor: coming?.lessMinor ?? 0n,
    /** Owed besides: it came after the signature, and no instalment has it. */
    besideMinor: coming ? besideOf(coming, plan) : 0n,
    /** Owed all the same once every instalment was paid, as by interest on one that came late. */
    restMinor: plan.state === "completed" ? balance.totalMinor : 0n,
    overdueMinor: coming && still === null ? overdueOf(coming, progress.overdueMinor) : 0n,
    graceUntil: isOpen && still?.to !== null ? progress.graceUntil : null,
    /** A hold stops the clock; `to` is the first day on which it runs again, null: not told. */
    still,
    graceDays: rule.graceDays,
    /** Once it has ended: what is on hold all the same, as this debtor may see it. */
    stays: isOpen ? [] : await holdsBeside(runtime, visit.actor, loaded),
    hold: hold ? { from: hold.from, effects: hold.effects } : null,
    payments: await payments(runtime, plan.id),
    agreement: await agreementOf(runtime, visit.actor, plan.id),
    autopay: await autopayState(runtime, runtime.db, visit.actor, loaded, plan),
    before: await agreementBefore(runtime, visit.actor, plan.id),
    choices: isOpen ? await planChoices(runtime, visit, loaded, plan) : null,
    cure: await cureOffer(runtime.db, loaded),
    changes: changesOf(changes),
  };
}

function besideOf({ beyondMinor }: ToCome, { waived }: PlanRow): bigint {
  return beyondMinor > waived ? beyondMinor - waived : 0n;
}

/** What the debtor did to the dates, oldest first. */
function changesOf(changes: readonly PlanChangeRow[]) {
  return changes.flatMap(({ id, kind, n, fromOn, toOn }) =>
    (kind === "moved" || kind === "skipped") && n !== null && fromOn !== null && toOn !== null
      ? [{ id, kind, n, from: calendarDate(fromOn), to: calendarDate(toOn) }]
      : [],
  );
}

/** The paper of the plan that this one replaced. */
async function agreementBefore(runtime: Runtime, actor: DebtorActor, planId: string) {
  const old = await findReplacedPlan(runtime.db, planId);
  return old === null ? null : agreementOf(runtime, actor, old);
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

interface LineMarks {
  /** Whether one of them comes next: not once the plan is over. */
  readonly next: boolean;
  /** Whether an instalment is late while it is not paid. */
  readonly isLate: (line: MatchedInstalment) => boolean;
  readonly moved: ReadonlySet<number | null>;
}

async function linesOf(
  runtime: Runtime,
  plan: PlanRow,
  matched: readonly MatchedInstalment[],
  { next: hasNext, isLate, moved }: LineMarks,
): Promise<readonly PlanLine[]> {
  const stored = await listInstalments(runtime.db, plan.id);
  const next = matched.find((line) => line.status !== "paid");
  return matched.map((line, index) => {
    const movedFrom = stored[index]?.movedFrom ?? null;
    return {
      ...line,
      movedFrom: movedFrom === null ? null : calendarDate(movedFrom),
      moved: moved.has(line.n),
      isNext: hasNext && line === next,
      isLate: line.status !== "paid" && isLate(line),
    };
  });
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
