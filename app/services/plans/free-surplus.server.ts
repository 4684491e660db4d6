import type { Tx } from "#app/db/database.server.ts";
import { raiseBreak } from "#app/db/stores/breaks.server.ts";
import {
  type CountedPayment,
  listPayments,
  type PaymentRow,
} from "#app/db/stores/payments.server.ts";
import type { PlanRow } from "#app/db/stores/plans.server.ts";
import { allocatePayment, orderFor } from "#app/domain/ledger/allocation.ts";
import { daysOverdueOn } from "#app/domain/ledger/overdue.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import { noComponents, subtractComponents, totalOf } from "#app/domain/money/components.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { withResplits } from "../accounts/whole-posting.server.ts";
import { postResplit } from "../holds/post-resplit.server.ts";
import type { Runtime } from "../ports.ts";

/**
 * Makes credit of what was paid beyond what a plan asked for, while it was held to be broken or
 * before money of an earlier day was told, under the account's lock, before its rest is waived: had
 * all been known, that money would have met nothing (decision 28). `counted` are those payments,
 * ascending; `surplusMinor` is what was paid beyond the plan. What cannot be freed (a snapshot has
 * the payment, or a part of it went back) is for a person to make good. Answers the account as it
 * stands then.
 */
export async function freeSurplus(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  plan: PlanRow,
  counted: readonly CountedPayment[],
  surplusMinor: bigint,
): Promise<LoadedAccount> {
  if (counted.length === 0 || surplusMinor <= 0n) return loaded;
  const payments = await listPayments(tx, loaded.row.id);
  let leftMinor = surplusMinor;
  let stuckMinor = 0n;
  for (const { id, amount } of counted.toReversed()) {
    const partMinor = amount < leftMinor ? amount : leftMinor;
    leftMinor -= partMinor;
    const payment = payments.find((one) => one.id === id);
    const isFreed =
      payment !== undefined && (await free(runtime, tx, loaded, plan, payment, partMinor));
    if (!isFreed) stuckMinor += partMinor;
  }
  if (stuckMinor > 0n) await reportShort(runtime, tx, loaded, plan, stuckMinor);
  return loadAccount(runtime, tx, loaded.row);
}

/** Makes a part of a payment credit, what it met last first; false: it cannot be. */
async function free(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  plan: PlanRow,
  payment: PaymentRow,
  partMinor: bigint,
): Promise<boolean> {
  const posting = withResplits(loaded.postings).find(({ id }) => id === payment.postingId);
  if (partMinor === 0n) return true;
  if (posting === undefined || payment.returned > 0n) return false;
  const { policy } = loaded.portfolio;
  const on = calendarDate(payment.effectiveOn);
  const order = orderFor(policy, daysOverdueOn(loaded.state.delinquentSince, on), on);
  const { principal, interest, penalty, fees, costs } = posting;
  const parts = { principal, interest, penalty, fees, costs };
  const met = subtractComponents(noComponents, parts);
  const kept = allocatePayment(met, payment.amount - partMinor, order).split;
  const change = subtractComponents(kept, met);
  const creditMinor = -totalOf(change);
  if (creditMinor === 0n) return true;
  // A plan that was reopened may be kept once more.
  const cause = { causeId: runtime.ids.next(), reason: `plan-completed:${plan.id}` };
  await postResplit(runtime, tx, loaded, payment, { change, creditMinor }, cause);
  return true;
}

async function reportShort(
  runtime: Runtime,
  tx: Tx,
  { row, portfolio }: LoadedAccount,
  plan: PlanRow,
  amountMinor: bigint,
): Promise<void> {
  await raiseBreak(tx, {
    id: runtime.ids.next(),
    portfolioId: row.portfolioId,
    accountId: row.id,
    kind: "plan:waiver-short",
    reference: plan.id,
    detail: { planId: plan.id, amount: formatAmount(amountMinor, portfolio.currency) },
    at: new Date(runtime.clock.now()),
  });
}
