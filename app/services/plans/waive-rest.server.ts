import type { Tx } from "#app/db/database.server.ts";
import type { PlanRow } from "#app/db/stores/plans.server.ts";
import { insertPosting } from "#app/db/stores/postings.server.ts";
import { componentTexts } from "#app/domain/feedback/event-data.ts";
import { allocatePayment, orderFor } from "#app/domain/ledger/allocation.ts";
import { waiverPosting } from "#app/domain/ledger/postings.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";

/**
 * Gives up what a settlement or a prompt-payment discount leaves, now that its last payment has
 * settled: what was agreed to be waived, never more, and nothing when nothing is left.
 */
export async function waiveRest(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  plan: PlanRow,
): Promise<void> {
  const { row, today, balance, portfolio } = loaded;
  const amount = balance.totalMinor < plan.waived ? balance.totalMinor : plan.waived;
  if (amount <= 0n) return;
  const order = orderFor(portfolio.policy, balance.daysOverdue, today);
  const { split } = allocatePayment(balance.components, amount, order);
  const id = runtime.ids.next();
  const kind = plan.kind === "full" ? "discount" : "waiver";
  const accountSeq = await recordEvent(runtime, tx, {
    accountId: row.id,
    type: "adjustment.posted",
    data: {
      postingId: id,
      kind,
      effectiveOn: today,
      amount: formatAmount(amount, portfolio.currency),
      currency: portfolio.currency,
      split: componentTexts(split, portfolio.currency),
      reason: `plan-completed:${plan.id}`,
    },
  });
  const { entries } = waiverPosting({ on: today, reference: id }, split);
  await insertPosting(
    tx,
    {
      id,
      accountId: row.id,
      portfolioId: row.portfolioId,
      kind: "waiver",
      effectiveOn: today,
      currency: row.currency,
      amount,
      principal: -split.principal,
      interest: -split.interest,
      penalty: -split.penalty,
      fees: -split.fees,
      costs: -split.costs,
      credit: 0n,
      rule: `plan:${kind}`,
      source: "portal",
      // A plan that was reopened may be completed, and waived, once more.
      onceKey: `waiver:${plan.id}:${id}`,
      reverses: null,
      accountSeq,
      recordedAt: new Date(runtime.clock.now()),
    },
    entries.map((entry) => ({ ledgerAccount: entry.account, amount: entry.amountMinor })),
  );
}
