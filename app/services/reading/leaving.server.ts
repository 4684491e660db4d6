import { planPayments } from "#app/db/stores/payments.server.ts";
import { findOpenPlan } from "#app/db/stores/plans.server.ts";
import type { Hold, HoldEffect } from "#app/domain/holds/hold.ts";
import {
  endsWithPlan,
  type InterestAfter,
  interestAfter,
  runsFrom,
} from "#app/domain/plans/leaving.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { DebtorActor } from "../actor.ts";
import { shownHolds } from "../holds/shown-holds.server.ts";
import { leftPlan, sparedByPlan } from "../plans/leaving-plan.server.ts";
import type { Runtime } from "../ports.ts";

/** What leaving the plan in force would mean today; minor units. */
export interface Leaving {
  readonly paidMinor: bigint;
  readonly interest: InterestAfter;
  /** Held: the day on which it counts again, where this debtor may know it. */
  readonly interestFrom: CalendarDate | null;
  readonly sparedMinor: bigint;
  /** What stops being stopped, besides interest. */
  readonly ends: readonly HoldEffect[];
  /** The holds that stay, as this debtor may see them. */
  readonly stays: readonly Hold[];
}

/** Null: no plan is in force. */
export async function leavingPlan(
  runtime: Runtime,
  actor: DebtorActor,
  loaded: LoadedAccount,
): Promise<Leaving | null> {
  const plan = await findOpenPlan(runtime.db, loaded.row.id);
  if (plan === null) return null;
  const left = leftPlan(loaded, plan);
  const interest = interestAfter(left);
  const payments = await planPayments(runtime.db, plan.id);
  const stays = await holdsBeside(runtime, actor, loaded);
  return {
    paidMinor: payments.reduce((sum, { amount }) => sum + amount, 0n),
    interest,
    interestFrom: interest === "held" ? runsFrom(stays, "interest", left.on) : null,
    sparedMinor: sparedByPlan(loaded, left),
    ends: endsWithPlan(left),
    stays,
  };
}

/** The holds in force beside a plan's own, as one of the account's debtors may see them. */
export async function holdsBeside(
  runtime: Runtime,
  actor: DebtorActor,
  loaded: LoadedAccount,
): Promise<readonly Hold[]> {
  const shown = await shownHolds(runtime, actor, loaded);
  return shown.filter(({ kind }) => kind !== "agreed-plan");
}
