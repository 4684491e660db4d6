import type { Queryable } from "#app/db/database.server.ts";
import type { AccountRow } from "#app/db/stores/accounts.server.ts";
import { listPlanDays, type PlanDaysRow } from "#app/db/stores/plan-days.server.ts";
import type { PlanDay } from "#app/domain/ledger/account.ts";
import { parseAmount } from "#app/domain/money/amount.ts";
import { type OwnPeriod, ownPeriods } from "#app/domain/plans/own-interest.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";

/**
 * The days on which plans at the account's own rate post its interest (interfaces.md §5), by the
 * portfolio's calendar, and the ends of all that bear interest. Read only where such a plan was
 * ever signed.
 */
export async function planDays(
  db: Queryable,
  row: Pick<AccountRow, "id" | "planInterest">,
  portfolio: Portfolio,
): Promise<readonly PlanDay[]> {
  if (!row.planInterest) return [];
  return (await listPlanDays(db, row.id)).flatMap((plan) => daysOf(plan, portfolio));
}

/** What was due after a plan had ended was never asked for. */
function daysOf(plan: PlanDaysRow, { timeZone, currency }: Portfolio): PlanDay[] {
  const { agreedAt, figuresOn, endedAt } = plan;
  const ended = endedAt === null ? null : dateInZone(endedAt.getTime(), timeZone);
  const end = ended === null ? [] : [{ on: ended, kind: "ended" } as const];
  // A reduced rate or a fee is posted by the plan itself, as a charge of its own.
  if (plan.interestMode !== "contract") return end;
  const signed =
    figuresOn === null ? dateInZone(agreedAt.getTime(), timeZone) : calendarDate(figuresOn);
  const due = periodsOf(plan, signed, currency)
    .filter(({ to }) => ended === null || to <= ended)
    .map(({ to, ownMinor }) => ({ on: to, kind: "due", signedMinor: ownMinor }) as const);
  return [{ on: signed, kind: "signed" }, ...due, ...end];
}

function periodsOf(
  { toPay, overToday, dueOn, amounts, balancesAfter }: PlanDaysRow,
  signed: PlanDay["on"],
  currency: Portfolio["currency"],
): readonly OwnPeriod[] {
  const over = parseAmount(overToday, currency);
  assert(typeof over === "bigint", "a stored offer has its totals");
  const lines = dueOn.map((on, index) => ({
    n: index + 1,
    dueOn: calendarDate(on),
    amountMinor: BigInt(amounts[index] ?? 0),
    balanceAfterMinor: BigInt(balancesAfter[index] ?? 0),
  }));
  return ownPeriods(signed, toPay - over, lines);
}
