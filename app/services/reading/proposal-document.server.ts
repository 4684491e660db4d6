import { findAccount } from "#app/db/stores/accounts.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { findPortfolio } from "#app/db/stores/portfolios.server.ts";
import {
  type DecidedProposalRow,
  findDecidedProposal,
  listProposals,
} from "#app/db/stores/proposals.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { Runtime } from "../ports.ts";

/** A proposal as the API shows it, with its answer at once and what a person decided. */
async function documentOf({ db }: Runtime, row: DecidedProposalRow) {
  const [account, debtor, portfolio] = await Promise.all([
    findAccount(db, row.accountId),
    findDebtor(db, row.debtorId),
    findPortfolio(db, row.portfolioId),
  ]);
  return {
    id: row.id,
    portfolio: portfolio?.code ?? "",
    accountRef: account?.ref ?? "",
    debtorRef: debtor?.ref ?? "",
    ask: row.ask,
    answer: row.answer,
    reasons: row.reasons,
    nearest: row.nearest,
    state: row.state,
    createdAt: row.createdAt.toISOString(),
    answerBy: row.answerBy?.toISOString() ?? null,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decidedBy: row.decidedBy,
    decision: row.decision,
  };
}

/** One page of proposals, newest first. */
export async function proposalListPage(
  runtime: Runtime,
  portfolioIds: readonly string[],
  page: { readonly state: string | null; readonly after: string | null; readonly limit: number },
) {
  const rows = await listProposals(runtime.db, portfolioIds, page);
  const proposals = await Promise.all(rows.map((row) => documentOf(runtime, row)));
  return { proposals, next: rows.length < page.limit ? null : (rows.at(-1)?.id ?? null) };
}

/** One proposal that the caller has just decided. */
export async function decidedProposal(runtime: Runtime, id: string) {
  const row = await findDecidedProposal(runtime.db, id);
  assert(row !== null, `no proposal ${id}`);
  return documentOf(runtime, row);
}
