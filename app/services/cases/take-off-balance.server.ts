import type { Tx } from "#app/db/database.server.ts";
import type { CaseRow } from "#app/db/stores/case-files.server.ts";
import { findOpenPlan } from "#app/db/stores/plans.server.ts";
import { insertPosting } from "#app/db/stores/postings.server.ts";
import { componentTexts } from "#app/domain/feedback/event-data.ts";
import { allocatePayment, orderFor } from "#app/domain/ledger/allocation.ts";
import { correctionPosting } from "#app/domain/ledger/postings.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import { progressPlan } from "../plans/progress-plan.server.ts";
import type { Runtime } from "../ports.ts";

/**
 * Takes what an answer found not to be owed off the balance, today, in the order of a payment; a
 * plan under which nothing is left is completed by it. Answers the posting's id.
 */
export async function takeOffBalance(
  runtime: Runtime,
  tx: Tx,
  { row, today, balance, portfolio }: LoadedAccount,
  { id: caseId, kind, round }: Pick<CaseRow, "id" | "kind" | "round">,
  amountMinor: bigint,
): Promise<string> {
  const order = orderFor(portfolio.policy, balance.daysOverdue, today);
  const { split } = allocatePayment(balance.components, amountMinor, order);
  const id = runtime.ids.next();
  const accountSeq = await recordEvent(runtime, tx, {
    accountId: row.id,
    type: "adjustment.posted",
    data: {
      postingId: id,
      kind: "credit",
      effectiveOn: today,
      amount: formatAmount(amountMinor, portfolio.currency),
      currency: portfolio.currency,
      split: componentTexts(split, portfolio.currency),
      reason: `${kind}:${caseId}`,
    },
  });
  const { entries } = correctionPosting({ on: today, reference: id }, split);
  const written = await insertPosting(
    tx,
    {
      id,
      accountId: row.id,
      portfolioId: row.portfolioId,
      kind: "credit",
      effectiveOn: today,
      currency: row.currency,
      amount: amountMinor,
      principal: -split.principal,
      interest: -split.interest,
      penalty: -split.penalty,
      fees: -split.fees,
      costs: -split.costs,
      credit: 0n,
      rule: `${kind}-answer`,
      source: "portal",
      onceKey: `case:${caseId}:${round}`,
      reverses: null,
      accountSeq,
      recordedAt: new Date(runtime.clock.now()),
    },
    entries.map((entry) => ({ ledgerAccount: entry.account, amount: entry.amountMinor })),
  );
  assert(written, "a round of a case is answered once");
  const plan = await findOpenPlan(tx, row.id);
  if (plan !== null) await progressPlan(runtime, tx, row.id, plan.id);
  return id;
}
