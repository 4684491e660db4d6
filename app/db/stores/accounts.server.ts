import type { Queryable, Tx } from "../database.server.ts";

/** An account with the snapshot in force; amounts in minor units, days as YYYY-MM-DD. */
export interface AccountRow {
  readonly id: string;
  readonly portfolioId: string;
  readonly ref: string;
  readonly debtorId: string;
  readonly currency: string;
  readonly status: "open" | "recalled" | "closed";
  readonly product: string | null;
  readonly originalCreditor: string | null;
  readonly sealed: Buffer | null;
  readonly flags: readonly string[];
  readonly asOf: string;
  readonly principal: bigint;
  readonly interest: bigint;
  readonly penalty: bigint;
  readonly fees: bigint;
  readonly costs: bigint;
  readonly total: bigint;
  readonly minimumDue: bigint;
  readonly delinquentSince: string | null;
  readonly terms: unknown;
  readonly appliedThrough: bigint;
  readonly openedOn: string | null;
  readonly lastStatementOn: string | null;
  readonly itemisationOn: string | null;
  readonly itemisationAmount: bigint | null;
  readonly paymentsSince: bigint | null;
  readonly creditsSince: bigint | null;
  readonly eventSeq: bigint;
  readonly appliedSeen: bigint;
  /** A plan that bears interest was signed on it, now or once. */
  readonly planInterest: boolean;
}

const columns = `id, portfolio_id as "portfolioId", ref, debtor_id as "debtorId", currency, status,
  product, original_creditor as "originalCreditor", sealed, flags, as_of as "asOf", principal,
  interest, penalty, fees, costs, total, minimum_due as "minimumDue",
  delinquent_since as "delinquentSince", terms, applied_through as "appliedThrough",
  opened_on as "openedOn", last_statement_on as "lastStatementOn",
  itemisation_on as "itemisationOn", itemisation_amount as "itemisationAmount",
  payments_since as "paymentsSince", credits_since as "creditsSince", event_seq as "eventSeq",
  applied_seen as "appliedSeen", plan_interest as "planInterest"`;

export async function findAccount(db: Queryable, id: string): Promise<AccountRow | null> {
  const rows = await db.query<AccountRow>(`select ${columns} from account where id = $1`, [id]);
  return rows[0] ?? null;
}

/** The account with its row locked until the transaction ends: whoever posts goes through here. */
export async function lockAccount(tx: Tx, id: string): Promise<AccountRow | null> {
  const text = `select ${columns} from account where id = $1 for update`;
  const rows = await tx.query<AccountRow>(text, [id]);
  return rows[0] ?? null;
}

/** Accounts with this reference in any of the portfolios: more than one is ambiguous. */
export async function findAccountsByRef(
  db: Queryable,
  portfolioIds: readonly string[],
  ref: string,
): Promise<readonly AccountRow[]> {
  return db.query<AccountRow>(
    `select ${columns} from account where portfolio_id = any($1::uuid[]) and ref = $2`,
    [portfolioIds, ref],
  );
}

/** Every account that this debtor owes, alone or jointly, oldest debt first. */
export async function listDebtorAccounts(
  db: Queryable,
  debtorId: string,
): Promise<readonly AccountRow[]> {
  return db.query<AccountRow>(
    `select ${columns} from account where debtor_id = $1 or id in
       (select account_id from joint_debtor where debtor_id = $1)
     order by (status = 'open') desc, delinquent_since nulls last, ref`,
    [debtorId],
  );
}

/** Whether this debtor is liable for this account, first or jointly. */
export async function owesAccount(
  db: Queryable,
  debtorId: string,
  accountId: string,
): Promise<boolean> {
  const rows = await db.query<{ found: number }>(
    `select 1 as found from account where id = $2 and (debtor_id = $1 or exists
       (select 1 from joint_debtor where account_id = $2 and debtor_id = $1))`,
    [debtorId, accountId],
  );
  return rows.length === 1;
}

/** Accounts with this reference in any portfolio, as a letter names one; the open one first. */
export async function findAccountsByReference(
  db: Queryable,
  ref: string,
): Promise<readonly AccountRow[]> {
  return db.query<AccountRow>(
    `select ${columns} from account where lower(ref) = lower($1)
     order by (status = 'open') desc, id limit 2`,
    [ref],
  );
}
