import type { Queryable, Tx } from "../database.server.ts";

/** Money that came to a portfolio's bank account; minor units. */
export interface TransferRow {
  readonly id: string;
  readonly portfolioId: string;
  readonly bankRef: string;
  readonly bookedOn: string;
  readonly currency: string;
  readonly amount: bigint;
  /** {"payer","reference"} sealed. */
  readonly sealed: Buffer;
  readonly contentMac: Buffer;
  readonly state: "booked" | "suspense";
  readonly accountId: string | null;
  readonly paymentId: string | null;
  readonly caseId: string | null;
  readonly createdAt: Date;
}

const columns = `id, portfolio_id as "portfolioId", bank_ref as "bankRef",
  booked_on as "bookedOn", currency, amount, sealed, content_mac as "contentMac", state,
  account_id as "accountId", payment_id as "paymentId", case_id as "caseId",
  created_at as "createdAt"`;

/** Makes those who tell of one transfer at once follow each other, until the transaction ends. */
export async function lockBankRef(tx: Tx, portfolioId: string, bankRef: string): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 7))", [
    `transfer:${portfolioId}:${bankRef}`,
  ]);
}

export async function insertTransfer(tx: Tx, row: TransferRow): Promise<void> {
  await tx.query(
    `insert into transfer (id, portfolio_id, bank_ref, booked_on, currency, amount, sealed,
       content_mac, state, account_id, payment_id, case_id, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      row.id,
      row.portfolioId,
      row.bankRef,
      row.bookedOn,
      row.currency,
      row.amount,
      row.sealed,
      row.contentMac,
      row.state,
      row.accountId,
      row.paymentId,
      row.caseId,
      row.createdAt,
    ],
  );
}

export async function findTransfer(
  db: Queryable,
  portfolioId: string,
  bankRef: string,
): Promise<TransferRow | null> {
  const rows = await db.query<TransferRow>(
    `select ${columns} from transfer where portfolio_id = $1 and bank_ref = $2`,
    [portfolioId, bankRef],
  );
  return rows[0] ?? null;
}

/** The transfer whose money waits in a case. */
export async function findTransferOfCase(
  db: Queryable,
  caseId: string,
): Promise<TransferRow | null> {
  const text = `select ${columns} from transfer where case_id = $1`;
  const rows = await db.query<TransferRow>(text, [caseId]);
  return rows[0] ?? null;
}

/** The account whose reference this is, among those of a portfolio. */
export async function findByTransferReference(
  db: Queryable,
  portfolioId: string,
  references: readonly string[],
): Promise<readonly string[]> {
  const rows = await db.query<{ accountId: string }>(
    `select account_id as "accountId" from transfer_reference
     where reference = any($2::text[]) and portfolio_id = $1`,
    [portfolioId, references],
  );
  return rows.map(({ accountId }) => accountId);
}

export async function findTransferReference(
  db: Queryable,
  accountId: string,
): Promise<string | null> {
  const rows = await db.query<{ reference: string }>(
    "select reference from transfer_reference where account_id = $1",
    [accountId],
  );
  return rows[0]?.reference ?? null;
}

/** Gives an account its reference; does nothing when it has one, or the reference is another's. */
export async function insertTransferReference(
  db: Queryable,
  row: {
    readonly reference: string;
    readonly portfolioId: string;
    readonly accountId: string;
    readonly at: Date;
  },
): Promise<void> {
  await db.query(
    `insert into transfer_reference (reference, portfolio_id, account_id, created_at)
     values ($1, $2, $3, $4) on conflict do nothing`,
    [row.reference, row.portfolioId, row.accountId, row.at],
  );
}
