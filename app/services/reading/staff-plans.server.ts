import { type HoldRow, listHoldsOf } from "#app/db/stores/holds.server.ts";
import {
  type ListedPlan,
  listInstalmentsOf,
  listPaidTowards,
  listPlansAtRisk,
  listStaffPlans,
  type PlanAmount,
} from "#app/db/stores/plan-list.server.ts";
import type { PlanRow } from "#app/db/stores/plans.server.ts";
import { type Currency, isCurrency } from "#app/domain/money/currency.ts";
import { matchPayments } from "#app/domain/plans/matching.ts";
import { standstillOn, standstillsOf } from "#app/domain/plans/standstill.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { type CalendarDate, calendarDate } from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { holdOf } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { StaffActor } from "../actor.ts";
import { readPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { recordLook } from "../staff/record-look.server.ts";
import { chosenPortfolios, staffPortfolios } from "../staff/staff-portfolios.server.ts";
import { debtorNames } from "./debtor-names.server.ts";

const pageRows = 100;

export interface PlanListWish {
  readonly portfolio: string | null;
  readonly states: readonly PlanRow["state"][];
  /** Only those of which an instalment that was told as missed is still open. */
  readonly atRisk?: boolean;
  readonly after: string | null;
}

export interface PlanListRow {
  readonly id: string;
  readonly accountId: string;
  readonly ref: string;
  readonly name: string;
  readonly kind: PlanRow["kind"];
  readonly state: PlanRow["state"];
  readonly currency: Currency;
  readonly toPayMinor: bigint;
  readonly paidMinor: bigint;
  /** The next instalment that is open, while the plan is in force. */
  readonly next: { readonly on: CalendarDate; readonly openMinor: bigint } | null;
  /** Its day has passed, and no hold stops the clock of the plan. */
  readonly late: boolean;
  readonly lastDueOn: CalendarDate;
  readonly agreedAt: number;
  readonly zone: string;
}

/** Agreed plans, newest first, with what was paid of each and what is due next. */
export async function staffPlans(runtime: Runtime, actor: StaffActor, wish: PlanListWish) {
  const own = await staffPortfolios(runtime, actor);
  const chosen = chosenPortfolios(own, wish.portfolio);
  const ids = chosen.map(({ id }) => id);
  const after = wish.after !== null && isUuid(wish.after) ? wish.after : null;
  const found = wish.atRisk
    ? await listPlansAtRisk(runtime.db, ids, after, pageRows + 1)
    : await listStaffPlans(runtime.db, ids, wish.states, after, pageRows + 1);
  const shown = found.slice(0, pageRows);
  await recordLook(runtime, actor, {
    action: "plans.listed",
    portfolioId: null,
    subject: "plans",
    detail: { portfolios: chosen.map(({ code }) => code), shown: shown.length },
  });
  const accountIds = shown.map(({ accountId }) => accountId);
  const [lines, paid, names, holds] = await Promise.all([
    listInstalmentsOf(
      runtime.db,
      shown.map(({ id }) => id),
    ),
    listPaidTowards(runtime.db, shown),
    debtorNames(
      runtime,
      shown.map(({ debtorId }) => debtorId),
    ),
    listHoldsOf(runtime.db, accountIds),
  ]);
  const houses = new Map(chosen.map((row) => [row.id, readPortfolio(row)]));
  const rows = shown.map((plan): PlanListRow => {
    const house = houses.get(plan.portfolioId);
    assert(house !== undefined, "a plan is of a portfolio that was asked for");
    const matching = matchedOf(plan, lines, paid, house.policy.plan.toleranceMinor);
    const today = dateInZone(runtime.clock.now(), house.timeZone);
    const isOpen = plan.state === "agreed" || plan.state === "active";
    const due = isOpen ? matching.nextDue : null;
    return {
      id: plan.id,
      accountId: plan.accountId,
      ref: plan.accountRef,
      name: names.get(plan.debtorId) ?? plan.accountRef,
      kind: plan.kind,
      state: plan.state,
      currency: currencyOf(plan),
      toPayMinor: plan.toPay,
      paidMinor: matching.paidMinor,
      next: due && { on: due.dueOn, openMinor: due.amountMinor - due.paidMinor },
      late: due !== null && due.dueOn < today && !isPaused(plan, holds, today),
      lastDueOn: calendarDate(plan.lastDueOn),
      agreedAt: plan.agreedAt.getTime(),
      zone: house.timeZone,
    };
  });
  const more = found.length > pageRows;
  return {
    portfolios: own.map(({ code, name }) => ({ code, name })),
    rows,
    next: more ? (shown.at(-1)?.id ?? null) : null,
  };
}

function matchedOf(
  plan: ListedPlan,
  lines: readonly PlanAmount[],
  paid: readonly Omit<PlanAmount, "n">[],
  toleranceMinor: bigint,
) {
  const ofPlan = (line: { readonly planId: string }) => line.planId === plan.id;
  return matchPayments(
    lines
      .filter(ofPlan)
      .map(({ n, on, amount }) => ({ n, dueOn: calendarDate(on), amountMinor: amount })),
    paid.filter(ofPlan).map(({ on, amount }) => ({ on: calendarDate(on), amountMinor: amount })),
    toleranceMinor,
  );
}

function isPaused({ accountId }: ListedPlan, holds: readonly HoldRow[], today: CalendarDate) {
  const own = holds.filter((hold) => hold.accountId === accountId).map(holdOf);
  return standstillOn(standstillsOf(own), today) !== null;
}

function currencyOf({ currency, id }: ListedPlan): Currency {
  assert(isCurrency(currency), `plan ${id} has a known currency`);
  return currency;
}
