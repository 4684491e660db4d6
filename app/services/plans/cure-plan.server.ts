import type { Tx } from "#app/db/database.server.ts";
import { type HoldRow, insertHold } from "#app/db/stores/holds.server.ts";
import { countUncounted } from "#app/db/stores/payments.server.ts";
import { setPlanWatch } from "#app/db/stores/plan-watch.server.ts";
import { type PlanRow, setPlanState } from "#app/db/stores/plans.server.ts";
import type { HoldEffect } from "#app/domain/holds/hold.ts";
import { cureOf } from "#app/domain/plans/cure.ts";
import { standstillsOf } from "#app/domain/plans/standstill.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import { creditHeldInterest } from "../holds/credit-held-interest.server.ts";
import type { Runtime } from "../ports.ts";
import { notePlan } from "./note-plan.server.ts";
import { planHolds } from "./plan-holds.server.ts";
import { planStanding } from "./plan-standing.server.ts";
import { tellOfPlan } from "./tell-of-plan.server.ts";

/**
 * Brings a broken plan back where what was paid says so (domain/plans/cure.ts), under the
 * account's lock. Its hold stands again from the day on which it ended, so that the days between
 * cost nothing. Where a hold shows that it never was to be broken, it counts what was paid since
 * without counting towards it. False: it was not broken, or stays so.
 */
export async function curePlan(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  plan: PlanRow,
): Promise<boolean> {
  if (plan.state !== "broken" || plan.endedAt === null) return false;
  const { portfolio, today, row } = loaded;
  const { schedule, payments } = await planStanding(tx, loaded, plan.id);
  const cure = cureOf({
    schedule,
    payments,
    waivedMinor: plan.waived,
    brokenOn: dateInZone(plan.endedAt.getTime(), portfolio.timeZone),
    today,
    rule: portfolio.policy.plan,
    standstills: standstillsOf(loaded.state.holds),
  });
  if (cure === null || !(await setPlanState(tx, plan.id, "broken", "active", null))) return false;
  await setPlanWatch(tx, plan.id, null);
  if (cure === "held") {
    const signedOn = dateInZone(plan.agreedAt.getTime(), portfolio.timeZone);
    await countUncounted(tx, plan, signedOn);
  }
  await holdOn(runtime, tx, loaded, plan);
  await recordEvent(runtime, tx, {
    accountId: row.id,
    type: "plan.reopened",
    data: { planId: plan.id, on: today, reason: cure, currency: portfolio.currency },
  });
  await notePlan(runtime, tx, plan, { kind: "cured", by: "system", detail: { reason: cure } });
  await tellOfPlan(runtime, tx, loaded, plan, cure === "held" ? "plan-held" : "plan-cured");
  return true;
}

/** The hold that the break ended, from the day on which it did; not that of a plan before. */
async function holdOn(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  plan: PlanRow,
): Promise<void> {
  const { row, holds, today } = loaded;
  const ended = planHolds(holds, plan).findLast(({ endedAt }) => endedAt !== null);
  if (ended === undefined) return;
  const from = calendarDate(ended.toOn ?? today);
  const hold: HoldRow = {
    ...ended,
    id: runtime.ids.next(),
    fromOn: from,
    toOn: null,
    reason: "plan-cured",
    setBy: "system",
    createdAt: new Date(runtime.clock.now()),
    endedAt: null,
  };
  await insertHold(tx, hold);
  await recordEvent(runtime, tx, {
    accountId: row.id,
    type: "hold.set",
    data: {
      holdId: hold.id,
      kind: "agreed-plan",
      from,
      to: null,
      effects: hold.effects as readonly HoldEffect[],
      reason: hold.reason,
      setBy: hold.setBy,
    },
  });
  await creditHeldInterest(runtime, tx, loaded, hold);
}
