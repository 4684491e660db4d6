import { findAccount } from "#app/db/stores/accounts.server.ts";
import { type CaseRow, findCase, listCases } from "#app/db/stores/case-files.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { findPortfolio } from "#app/db/stores/portfolios.server.ts";
import type { CaseKind } from "#app/domain/disputes/case.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import { isCurrency } from "#app/domain/money/currency.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { caseSteps } from "../cases/case-steps.server.ts";
import type { Runtime } from "../ports.ts";

/** A dispute or a complaint as the API shows it, with everything that was said in it. */
async function documentOf(runtime: Runtime, row: CaseRow) {
  const { db } = runtime;
  const [account, debtor, portfolio, steps] = await Promise.all([
    findAccount(db, row.accountId),
    findDebtor(db, row.debtorId),
    findPortfolio(db, row.portfolioId),
    caseSteps(runtime, db, row.id),
  ]);
  const { currency } = row;
  assert(isCurrency(currency), "a case is in its account's currency");
  return {
    id: row.id,
    portfolio: portfolio?.code ?? "",
    accountRef: account?.ref ?? "",
    debtorRef: debtor?.ref ?? "",
    ground: row.ground,
    state: row.state,
    round: row.round,
    openedAt: row.openedAt.toISOString(),
    answerBy: row.dueAt.toISOString(),
    summaryBy: row.summaryBy?.toISOString() ?? null,
    extensions: row.extensions,
    holdId: row.holdId,
    outcome: row.outcome,
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    resolvedBy: row.resolvedBy,
    currency,
    amount: row.amount === null ? null : formatAmount(row.amount, currency),
    postingId: row.postingId,
    steps: steps.map((step) => ({
      kind: step.kind,
      by: step.by,
      at: new Date(step.at).toISOString(),
      text: step.words?.text ?? "",
    })),
  };
}

/** One page of cases, newest first. */
export async function caseListPage(
  runtime: Runtime,
  portfolioIds: readonly string[],
  page: {
    readonly kind: CaseKind;
    readonly state: string | null;
    readonly after: string | null;
    readonly limit: number;
  },
) {
  const rows = await listCases(runtime.db, portfolioIds, page);
  const cases = await Promise.all(rows.map((row) => documentOf(runtime, row)));
  return { cases, next: rows.length < page.limit ? null : (rows.at(-1)?.id ?? null) };
}

/** One case that the caller has just worked on. */
export async function caseDocument(runtime: Runtime, id: string) {
  const row = await findCase(runtime.db, id);
  assert(row !== null, `no case ${id}`);
  return documentOf(runtime, row);
}
