import { findAccount } from "#app/db/stores/accounts.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { evidenceOf } from "#app/db/stores/evidence.server.ts";
import {
  findHardship,
  type HardshipRow,
  listHardship,
} from "#app/db/stores/hardship-cases.server.ts";
import { findPortfolio } from "#app/db/stores/portfolios.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { toldOfHardship } from "../hardship/told-of-hardship.server.ts";
import type { Runtime } from "../ports.ts";

/** A case as the API shows it: reasons and words for a key that may read them. */
async function documentOf(runtime: Runtime, row: HardshipRow) {
  const { db } = runtime;
  const [account, debtor, portfolio, files, told] = await Promise.all([
    findAccount(db, row.accountId),
    findDebtor(db, row.debtorId),
    findPortfolio(db, row.portfolioId),
    evidenceOf(db, row.id),
    toldOfHardship(runtime, db, row),
  ]);
  const { reasons, since, text, vulnerable } = told.words;
  const added = told.steps.flatMap(({ kind, words }) =>
    kind === "added" && words?.text ? [words.text] : [],
  );
  return {
    id: row.id,
    portfolio: portfolio?.code ?? "",
    accountRef: account?.ref ?? "",
    debtorRef: debtor?.ref ?? "",
    state: row.state,
    reasons,
    since,
    text: [text, ...added].join("\n\n"),
    vulnerable,
    crisis: row.crisis,
    evidenceFiles: files.length,
    submittedAt: row.submittedAt.toISOString(),
    answerBy: row.answerBy?.toISOString() ?? null,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decidedBy: row.decidedBy,
    outcome: row.outcome,
    terms: row.terms,
    holdId: row.holdId,
  };
}

/** One page of cases, newest first. */
export async function hardshipListPage(
  runtime: Runtime,
  portfolioIds: readonly string[],
  page: { readonly state: string | null; readonly after: string | null; readonly limit: number },
) {
  const rows = await listHardship(runtime.db, portfolioIds, page);
  const hardship = await Promise.all(rows.map((row) => documentOf(runtime, row)));
  return { hardship, next: rows.length < page.limit ? null : (rows.at(-1)?.id ?? null) };
}

/** One case that the caller has just decided. */
export async function decidedHardship(runtime: Runtime, id: string) {
  const row = await findHardship(runtime.db, id);
  assert(row !== null, `no case ${id}`);
  return documentOf(runtime, row);
}
