import type { Queryable, Tx } from "../database.server.ts";

/** A way to pay that a helper proposes; the debtor alone signs. */
export interface HelperProposalRow {
  readonly id: string;
  readonly portfolioId: string;
  readonly accountId: string;
  readonly debtorId: string;
  readonly helperId: string;
  /** An offer or an ask by name (domain/plans/pick.ts). */
  readonly pick: string;
  readonly createdAt: Date;
  /** Since when nobody is asked to look at it any more; null: it waits for the debtor. */
  readonly closedAt: Date | null;
}

const columns = `id, portfolio_id as "portfolioId", account_id as "accountId",
  debtor_id as "debtorId", helper_id as "helperId", pick, created_at as "createdAt",
  closed_at as "closedAt"`;

export async function insertHelperProposal(
  tx: Tx,
  row: Omit<HelperProposalRow, "closedAt">,
): Promise<void> {
  await tx.query(
    `insert into helper_proposal (id, portfolio_id, account_id, debtor_id, helper_id, pick,
       created_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.id, row.portfolioId, row.accountId, row.debtorId, row.helperId, row.pick, row.createdAt],
  );
}

export async function findHelperProposal(
  db: Queryable,
  id: string,
): Promise<HelperProposalRow | null> {
  const text = `select ${columns} from helper_proposal where id = $1`;
  const rows = await db.query<HelperProposalRow>(text, [id]);
  return rows[0] ?? null;
}

/** What waits for a debtor on one account, newest first. */
export async function openHelperProposals(
  db: Queryable,
  debtorId: string,
  accountId: string,
): Promise<readonly HelperProposalRow[]> {
  return db.query<HelperProposalRow>(
    `select ${columns} from helper_proposal
     where debtor_id = $1 and account_id = $2 and closed_at is null
     order by created_at desc, id desc limit 10`,
    [debtorId, accountId],
  );
}

/** Lets go of proposals that wait: of one helper, when there is a newer one, or of all. */
export async function closeHelperProposals(
  tx: Tx,
  of: { readonly accountId: string; readonly helperId: string | null },
  at: Date,
): Promise<void> {
  await tx.query(
    `update helper_proposal set closed_at = $3 where account_id = $1
       and ($2::uuid is null or helper_id = $2) and closed_at is null`,
    [of.accountId, of.helperId, at],
  );
}

/** Lets go of one of this debtor's; false when there is none that waits. */
export async function closeHelperProposal(
  db: Queryable,
  id: string,
  debtorId: string,
  at: Date,
): Promise<boolean> {
  const rows = await db.query<{ id: string }>(
    `update helper_proposal set closed_at = $3
     where id = $1 and debtor_id = $2 and closed_at is null returning id`,
    [id, debtorId, at],
  );
  return rows.length === 1;
}
