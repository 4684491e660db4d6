import type { Stripe } from "stripe";
import { newPayout } from "../objects/new-payout.ts";
import { newTransaction } from "../objects/new-transaction.ts";
import { type Sandbox, seconds } from "../sandbox.ts";
import { emit } from "../webhooks/emit.ts";
import { ripen } from "./ripen.ts";

const day = 86_400;

/** Each midnight (UTC) that has passed since the last one pays out what was available then. */
export function payOutDue(sandbox: Sandbox): void {
  endDuePayouts(sandbox);
  if (sandbox.memory.payoutsSince === null) return;
  const today = midnight(sandbox);
  const first = Object.values(sandbox.memory.transactions)[0]?.created ?? today;
  let at = Math.max(sandbox.memory.payoutsSince, first - (first % day));
  for (; at < today; at += day) payOut(sandbox, at + day);
  sandbox.memory.payoutsSince = today;
  endDuePayouts(sandbox);
}

/** The midnight (UTC) that the clock passed last, in epoch seconds. */
export const midnight = (sandbox: Sandbox): number => seconds(sandbox) - (seconds(sandbox) % day);

/** One payout for each currency whose available balance is above zero. */
export function payOut(sandbox: Sandbox, at: number): Stripe.Payout[] {
  ripen(sandbox);
  const { transactions, payoutOf } = sandbox.memory;
  const due = Object.values(transactions).filter(
    (one) => payoutOf[one.id] === undefined && one.available_on <= at,
  );
  const currencies = [...new Set(due.map((one) => one.currency))];
  return currencies.flatMap((currency) => {
    const covered = due.filter((one) => one.currency === currency);
    const amount = covered.reduce((sum, one) => sum + one.net, 0);
    return amount > 0 ? [send(sandbox, covered, amount, currency, at)] : [];
  });
}

function send(
  sandbox: Sandbox,
  covered: readonly Stripe.BalanceTransaction[],
  amount: number,
  currency: string,
  at: number,
): Stripe.Payout {
  const times = { createdAt: at, arrivesAt: at + day };
  const payout = newPayout(sandbox, { amount, currency, ...times, automatic: true });
  for (const { id } of covered) sandbox.memory.payoutOf[id] = payout.id;
  dispatch(sandbox, payout);
  return payout;
}

/** A person pays out an amount; nothing says which movements it is made of. */
export function payOutByHand(
  sandbox: Sandbox,
  amount: number,
  currency: string,
  metadata: Record<string, string>,
): Stripe.Payout {
  const now = seconds(sandbox);
  const times = { createdAt: now, arrivesAt: now + day };
  const order = { amount, currency, ...times, automatic: false, metadata };
  const payout = newPayout(sandbox, order);
  dispatch(sandbox, payout);
  return payout;
}

function dispatch(sandbox: Sandbox, payout: Stripe.Payout): void {
  const transaction = newTransaction(sandbox, {
    amount: -payout.amount,
    currency: payout.currency,
    type: "payout",
    category: "payout",
    source: payout.id,
    description: "STRIPE PAYOUT",
  });
  transaction.created = payout.created;
  transaction.available_on = payout.created;
  payout.balance_transaction = transaction.id;
  // One by hand is a movement like others, which the next automatic one counts in.
  if (payout.automatic) sandbox.memory.payoutOf[transaction.id] = payout.id;
  emit(sandbox, "payout.created", payout);
}

/** What was sent has arrived. */
function endDuePayouts(sandbox: Sandbox): void {
  for (const payout of Object.values(sandbox.memory.payouts)) {
    if (payout.status !== "in_transit" || payout.arrival_date > seconds(sandbox)) continue;
    payout.status = "paid";
    emit(sandbox, "payout.paid", payout);
    if (!payout.automatic) continue;
    payout.reconciliation_status = "completed";
    emit(sandbox, "payout.reconciliation_completed", payout);
  }
}

/** The bank sent a payout back: the money is in the balance again. */
export function failPayout(sandbox: Sandbox, payout: Stripe.Payout): void {
  payout.status = "failed";
  payout.failure_code = "account_closed";
  payout.failure_message = "The bank account has been closed.";
  payout.failure_balance_transaction = newTransaction(sandbox, {
    amount: payout.amount,
    currency: payout.currency,
    type: "payout_failure",
    category: "payout_reversal",
    source: payout.id,
    description: "STRIPE PAYOUT FAILURE",
  }).id;
  emit(sandbox, "payout.failed", payout);
}
