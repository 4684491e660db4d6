import { findOpenPlan } from "#app/db/stores/plans.server.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { system } from "#app/services/act.server.ts";
import { requestRefund } from "#app/services/payments/request-refund.server.ts";
import { takeBackPayment } from "#app/services/payments/take-back-payment.server.ts";
import { writeOffBeyond } from "#app/services/suspense/write-off-beyond.server.ts";
import { turnedOn } from "../autopay.ts";
import { drain } from "../payments.ts";
import { pay, staffOf, wishOf } from "../refunds.ts";
import { payElsewhere } from "../signing.ts";
import { type Life, minorOf, visitOf } from "./life.ts";
import type { Table } from "./phrase.ts";
import { type Run, refusal } from "./run.ts";

/** Money that comes and goes. */
export const moneySteps: Table<Run> = {
  "pays {amount}": (life, [amount]) => paid(life, amount, null),
  "pays {amount}, effective {date}": (life, [amount, on]) => paid(life, amount, on),
  "pays {amount} by card": async (life, [amount]) => {
    life.cards = true;
    const { actor } = await visitOf(life);
    const { bench, portfolio, accountId } = life;
    const owing = { portfolio, accountId, actor };
    life.paymentId = (await pay(bench, owing, minorOf(portfolio, amount))).paymentId;
    return null;
  },
  "the last payment is taken back": async (life) => {
    const reversal = { paymentId: paymentOf(life), reason: "returned" };
    return refusal(await takeBackPayment(life.bench.runtime, system, reversal));
  },
  "{amount} of the last payment is refunded": async (life, [amount]) => {
    const { bench, portfolio } = life;
    const wish = wishOf(bench, paymentOf(life), minorOf(portfolio, amount));
    const { actor } = await visitOf(life);
    const owing = { portfolio, accountId: life.accountId, actor };
    const done = await requestRefund(bench.runtime, staffOf(bench, owing, "supervisor"), wish);
    await drain(bench);
    return refusal(done);
  },
  "the payer's bank takes the last payment back": (life) => takenBack(life, {}),
  "the payer's bank takes {amount} back": (life, [amount]) =>
    takenBack(life, { amount: Number(minorOf(life.portfolio, amount)) }),
  "what went beyond the payment is written off": writtenOff,
  "the payer's bank gives it back": (life) => decided(life, "won"),
  "the payer's bank keeps it": (life) => decided(life, "lost"),
  "turns autopay on": async (life) => {
    life.cards = true;
    const { bench, accountId } = life;
    const plan = await findOpenPlan(bench.runtime.db, accountId);
    if (plan === null) throw new Error("there is no plan to pay by itself");
    const planned = { accountId, planId: plan.id, visit: await visitOf(life) };
    life.card = await turnedOn(bench, planned);
    return null;
  },
  "the card has no money on it": (life) => cardIs(life, "4000000000009995"),
  "the card has money again": (life) => cardIs(life, "4242424242424242"),
};

async function paid(life: Life, amount: string, on: string | null): Promise<null> {
  const { bench, portfolio, accountId } = life;
  const { runtime } = bench;
  const today = dateInZone(runtime.clock.now(), portfolio.timeZone);
  const effective = on === null ? today : calendarDate(on);
  await payElsewhere(runtime, accountId, minorOf(portfolio, amount), effective);
  const [row] = await runtime.db.query<{ id: string }>(
    "select id from payment where account_id = $1 order by id desc limit 1",
    [accountId],
  );
  life.paymentId = row?.id ?? null;
  return null;
}

function paymentOf({ paymentId }: Life): string {
  if (paymentId === null) throw new Error("nothing has been paid");
  return paymentId;
}

async function takenBack(life: Life, much: { readonly amount?: number }): Promise<null> {
  const [row] = await life.bench.runtime.db.query<{ ref: string }>(
    "select charge_ref as ref from payment where id = $1",
    [paymentOf(life)],
  );
  const taken = { payment: row?.ref ?? "", ...much };
  life.disputeId = life.bench.simulator.control.dispute(taken).id;
  return drained(life);
}

async function writtenOff({ bench, portfolio, accountId, visit }: Life): Promise<string | null> {
  const { runtime } = bench;
  if (visit === null) throw new Error("nobody has paid");
  const [row] = await runtime.db.query<{ id: string }>(
    "select id from break where account_id = $1 and kind like '%:beyond-payment'",
    [accountId],
  );
  const staff = staffOf(bench, { portfolio, accountId, actor: visit.actor }, "supervisor");
  return refusal(await writeOffBeyond(runtime, staff, row?.id ?? "", "scenario"));
}

async function decided(life: Life, outcome: "won" | "lost"): Promise<null> {
  if (life.disputeId === null) throw new Error("the bank has taken nothing back");
  life.bench.simulator.control.endDispute(life.disputeId, outcome);
  return drained(life);
}

async function drained({ bench }: Life): Promise<null> {
  await drain(bench);
  return null;
}

async function cardIs({ bench, card }: Life, number: string): Promise<null> {
  if (card === null) throw new Error("no card has been saved");
  bench.simulator.control.changeCard(card, number);
  return null;
}
