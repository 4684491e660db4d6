import type { Queryable, Tx } from "../database.server.ts";

/** A link by which somebody else pays a fixed amount; the token itself is nowhere. Minor units. */
export interface PayerLinkRow {
  readonly id: string;
  readonly portfolioId: string;
  readonly accountId: string;
  readonly debtorId: string;
  /** What the payer sees; random. */
  readonly reference: string;
  readonly currency: string;
  readonly amount: bigint;
  /** BCP 47: the language in which the debtor made it. */
  readonly locale: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly paidAt: Date | null;
}

const columns = `id, portfolio_id as "portfolioId", account_id as "accountId",
  debtor_id as "debtorId", reference, currency, amount, locale, created_at as "createdAt",
  expires_at as "expiresAt", revoked_at as "revokedAt", paid_at as "paidAt"`;

export type NewPayerLink = Omit<PayerLinkRow, "revokedAt" | "paidAt"> & {
  readonly tokenHash: Buffer;
};

export async function insertPayerLink(tx: Tx, link: NewPayerLink): Promise<void> {
  await tx.query(
    `insert into payer_link (id, portfolio_id, account_id, debtor_id, reference, token_hash,
       currency, amount, locale, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      link.id,
      link.portfolioId,
      link.accountId,
      link.debtorId,
      link.reference,
      link.tokenHash,
      link.currency,
      link.amount,
      link.locale,
      link.createdAt,
      link.expiresAt,
    ],
  );
}

export async function findPayerLink(db: Queryable, id: string): Promise<PayerLinkRow | null> {
  const rows = await db.query<PayerLinkRow>(`select ${columns} from payer_link where id = $1`, [
    id,
  ]);
  return rows[0] ?? null;
}

export async function findPayerLinkByToken(
  db: Queryable,
  tokenHash: Buffer,
): Promise<PayerLinkRow | null> {
  const text = `select ${columns} from payer_link where token_hash = $1`;
  const rows = await db.query<PayerLinkRow>(text, [tokenHash]);
  return rows[0] ?? null;
}

/** The links that a debtor made for an account, newest first; at most twenty. */
export async function listPayerLinks(
  db: Queryable,
  debtorId: string,
  accountId: string,
): Promise<readonly PayerLinkRow[]> {
  return db.query<PayerLinkRow>(
    `select ${columns} from payer_link where debtor_id = $1 and account_id = $2
     order by created_at desc, id desc limit 20`,
    [debtorId, accountId],
  );
}

/** Links of an account that may still be paid on. */
export async function countLivePayerLinks(tx: Tx, accountId: string, now: Date): Promise<number> {
  const rows = await tx.query<{ n: number }>(
    `select count(*)::int as n from payer_link where account_id = $1 and revoked_at is null
       and paid_at is null and expires_at > $2`,
    [accountId, now],
  );
  return rows[0]?.n ?? 0;
}

/** Revokes a link of this debtor's; false when there is none that could be. */
export async function revokePayerLinkRow(
  db: Queryable,
  id: string,
  debtorId: string,
  at: Date,
): Promise<boolean> {
  const rows = await db.query<{ id: string }>(
    `update payer_link set revoked_at = $3 where id = $1 and debtor_id = $2
       and revoked_at is null and paid_at is null returning id`,
    [id, debtorId, at],
  );
  return rows.length === 1;
}

/** One payment, and the link is used up. */
export async function markPayerLinkPaid(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query("update payer_link set paid_at = coalesce(paid_at, $2) where id = $1", [id, at]);
}

export interface PayerSession {
  readonly id: string;
  readonly portfolioId: string;
  readonly payerLinkId: string;
  readonly tokenHash: Buffer;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export async function insertPayerSession(db: Queryable, session: PayerSession): Promise<void> {
  await db.query(
    `insert into payer_session (id, portfolio_id, payer_link_id, token_hash, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      session.id,
      session.portfolioId,
      session.payerLinkId,
      session.tokenHash,
      session.createdAt,
      session.expiresAt,
    ],
  );
}

/** The link of a payer's visit that is alive. */
export async function findPayerLinkBySession(
  db: Queryable,
  tokenHash: Buffer,
  now: Date,
): Promise<PayerLinkRow | null> {
  const rows = await db.query<PayerLinkRow>(
    `select ${columns} from payer_link where id =
       (select payer_link_id from payer_session where token_hash = $1 and expires_at > $2)`,
    [tokenHash, now],
  );
  return rows[0] ?? null;
}

/** The newest attempt that was made by a link. */
export async function findPayerAttemptId(db: Queryable, linkId: string): Promise<string | null> {
  const rows = await db.query<{ id: string }>(
    `select id from payment_attempt where payer_link_id = $1
     order by (state = 'succeeded') desc, created_at desc, id desc limit 1`,
    [linkId],
  );
  return rows[0]?.id ?? null;
}
