import { listDebtorAccounts } from "#app/db/stores/accounts.server.ts";
import { listAgreementsOf } from "#app/db/stores/agreements.server.ts";
import { listCasesOf } from "#app/db/stores/case-files.server.ts";
import { listPayments } from "#app/db/stores/payments.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";

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
  const letters = ofAccounts.flatMap(({ cases }) =>
    cases.flatMap((row) => {
      if (row.resolvedAt === null || row.outcome === null) return [];
      const href = `/a/${row.accountId}/cases/${row.id}/letter.pdf`;
      return [
        { kind: row.kind, id: row.id, at: row.resolvedAt.getTime(), href, amountMinor: null },
      ];
    }),
  );
  const papers = [...agreements, ...receipts, ...letters].sort((a, b) => b.at - a.at);
  return { papers, currency: portfolio.currency, zone: portfolio.timeZone };
}
