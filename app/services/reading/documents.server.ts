import { listDebtorAccounts } from "#app/db/stores/accounts.server.ts";
import { listAgreementsOf } from "#app/db/stores/agreements.server.ts";
import { type CaseRow, listCasesOf } from "#app/db/stores/case-files.server.ts";
import { listCaseSteps } from "#app/db/stores/case-steps.server.ts";
import { listPayments } from "#app/db/stores/payments.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { letterSteps } from "../cases/letter-copy.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";

const letterKinds = ["answer", "holding"] as const;

/** Every paper of a debtor that can be kept as a file, newest first. */
export async function documentsPage(runtime: Runtime, { actor, portfolio }: Visit) {
  assert(actor.level >= 1, "only somebody inside reads their papers");
  const accounts = await listDebtorAccounts(runtime.db, actor.debtorId);
  const ofAccounts = await Promise.all(
    accounts.map(async ({ id }) => ({
      payments: await listPayments(runtime.db, id),
      cases: await listCasesOf(runtime.db, id, actor.debtorId),
    })),
  );
  const agreements = (await listAgreementsOf(runtime.db, actor.debtorId)).map((row) => ({
    kind: "agreement" as const,
    id: row.id,
    at: row.signedAt.getTime(),
    href: `/documents/agreements/${row.id}.pdf`,
    amountMinor: null,
  }));
  const receipts = ofAccounts.flatMap(({ payments }) =>
    payments.map((row) => ({
      kind: "receipt" as const,
      id: row.id,
      at: row.paidAt.getTime(),
      href: `/a/${row.accountId}/receipts/${row.id}/receipt.pdf`,
      amountMinor: row.amount,
    })),
  );
  const cases = ofAccounts.flatMap((one) => one.cases);
  const letters = (await Promise.all(cases.map((row) => lettersOf(runtime, row)))).flat();
  const papers = [...agreements, ...receipts, ...letters].sort((a, b) => b.at - a.at);
  return { papers, currency: portfolio.currency, zone: portfolio.timeZone };
}

/** Every letter about a case, of the rounds before it was reopened too. */
async function lettersOf({ db }: Runtime, { id: caseId, accountId, kind }: CaseRow) {
  const file = `/a/${accountId}/cases/${caseId}/letter.pdf`;
  return (await listCaseSteps(db, caseId)).flatMap((step) => {
    const which = letterKinds.find((one) => letterSteps[one] === step.kind);
    if (which === undefined) return [];
    const href = `${file}?which=${which}&round=${step.round}`;
    return [{ kind, id: step.id, at: step.at.getTime(), href, amountMinor: null }];
  });
}
