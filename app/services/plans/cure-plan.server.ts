import type { Tx } from "#app/db/database.server.ts";
import { type HoldRow, insertHold } from "#app/db/stores/holds.server.ts";
import { type CountedPayment, countUncounted } from "#app/db/stores/payments.server.ts";
import { setPlanWatch } from "#app/db/stores/plan-watch.server.ts";
import { type PlanRow, setPlanState } from "#app/db/stores/plans.server.ts";
import type { HoldEffect } from "#app/domain/holds/hold.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import { type Cure, cureOf } from "#app/domain/plans/cure.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import { giveBackHeld } from "../holds/give-back-held.server.ts";
import type { Runtime } from "../ports.ts";
import { cureQuestion } from "./cure-question.server.ts";
import { notePlan } from "./note-plan.server.ts";
import { ownCharges, postOwnCharge } from "./own-charges.server.ts";
import { planHolds } from "./plan-holds.server.ts";
import { tellOfPlan } from "./tell-of-plan.server.ts";

/**
 * Brings a broken plan back where what was paid says so (domain/plans/cure.ts), under the
 * account's lock. Its hold stands again from the day on which it ended, so that the account's own
 * interest of the days between is not owed; what the plan charges itself on dates that passed is,
 * and what was paid since without counting towards it counts now. Answers those payments. Null: it
 * was not broken, or stays so.
 */
export async function curePlan(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  plan: PlanRow,
): Promise<readonly CountedPayment[] | null> {
  if (plan.state !== "broken" || plan.endedAt === null) return null;
  const question = await cureQuestion(tx, loaded, plan, plan.endedAt);
  const cure = cureOf(question);
  if (cure === null || !(await setPlanState(tx, plan.id, "broken", "active", null))) return null;
  await setPlanWatch(tx, plan.id, null);
  const { currency, timeZone } = loaded.portfolio;
  const signedOn = dateInZone(plan.agreedAt.getTime(), timeZone);
  const counted = await countUncounted(tx, plan, signedOn);
  const hold = await holdOn(runtime, tx, loaded, plan);
  const charge = () => chargePassed(runtime, tx, loaded, plan);
  if (hold === null) await charge();
  else await giveBackHeld(runtime, tx, loaded, hold, charge);
  const paidMinor =
    question.payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0n) +
    counted.reduce((sum, { amount }) => sum + amount, 0n);
  const facts = { ...cure, counted: counted.map((payment) => countedText(payment, currency)) };
  const paid = formatAmount(paidMinor, currency);
  await recordEvent(runtime, tx, {
    accountId: loaded.row.id,
    type: "plan.reopened",
    data: { planId: plan.id, on: loaded.today, ...facts, paid, currency },
  });
  await notePlan(runtime, tx, plan, {
    kind: "cured",
    by: "system",
    fromOn: question.brokenOn,
    toOn: loaded.today,
    detail: { ...facts, currency },
  });
  await tell(runtime, tx, loaded, plan, cure);
  return counted;
}

function countedText({ id, effectiveOn, amount }: CountedPayment, currency: Currency) {
  return {
    paymentId: id,
    effectiveOn: calendarDate(effectiveOn),
    amount: formatAmount(amount, currency),
  };
}

/** By a hold it is back today; by money, from the day on which that was effective. */
async function tell(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  plan: PlanRow,
  { reason, asOf }: Cure,
): Promise<void> {
  if (reason === "held") await tellOfPlan(runtime, tx, loaded, plan, "plan-held");
  else await tellOfPlan(runtime, tx, loaded, plan, "plan-cured", { date: asOf });
}

/** The hold that the break ended, from the day on which it did; not that of a plan before. */
async function holdOn(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  plan: PlanRow,
): Promise<HoldRow | null> {
  const { row, holds, today } = loaded;
  const ended = planHolds(holds, plan).findLast(({ endedAt }) => endedAt !== null);
  if (ended === undefined) return null;
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
  return hold;
}

/** What the plan would have charged itself on the dates that passed. */
async function chargePassed(
  runtime: Runtime,
  tx: Tx,
  { row, today }: LoadedAccount,
  plan: PlanRow,
): Promise<void> {
  const held = await loadAccount(runtime, tx, row);
  for (const charge of await ownCharges(tx, held, plan, today)) {
    await postOwnCharge(runtime, tx, held, plan, charge);
  }
}
