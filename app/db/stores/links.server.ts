import type { Queryable, Tx } from "../database.server.ts";

/** A secret URL that was made for a debtor; the token itself is nowhere. */
export interface LinkRow {
  readonly id: string;
  readonly portfolioId: string;
  readonly debtorId: string;
  readonly accountId: string;
  readonly channel: "none" | "email" | "sms" | "letter";
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly openedAt: Date | null;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly revokedReason: string | null;
}

const columns = `id, portfolio_id as "portfolioId", debtor_id as "debtorId",
  account_id as "accountId", channel, created_by as "createdBy", created_at as "createdAt",
  sent_at as "sentAt", opened_at as "openedAt", expires_at as "expiresAt",
  revoked_at as "revokedAt", revoked_reason as "revokedReason"`;

type NewLink = Omit<LinkRow, "openedAt" | "revokedAt" | "revokedReason"> & {
  readonly tokenHash: Buffer;
};

export async function insertLinks(db: Queryable, links: readonly NewLink[]): Promise<void> {
  const column = (name: keyof NewLink) => links.map((link) => link[name]);
  await db.query(
    `insert into portal_link (id, portfolio_id, debtor_id, account_id, token_hash, channel,
       created_by, created_at, sent_at, expires_at)
     select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::bytea[], $6::text[],
       $7::text[], $8::timestamptz[], $9::timestamptz[], $10::timestamptz[])`,
    [
      column("id"),
      column("portfolioId"),
      column("debtorId"),
      column("accountId"),
      column("tokenHash"),
      column("channel"),
      column("createdBy"),
      column("createdAt"),
      column("sentAt"),
      column("expiresAt"),
    ],
  );
}

/** Notes that a link has left the house. */
export async function markLinkSent(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query("update portal_link set sent_at = coalesce(sent_at, $2) where id = $1", [id, at]);
}

export async function findLink(db: Queryable, id: string): Promise<LinkRow | null> {
  const rows = await db.query<LinkRow>(`select ${columns} from portal_link where id = $1`, [id]);
  return rows[0] ?? null;
}

export async function findLinkByToken(db: Queryable, tokenHash: Buffer): Promise<LinkRow | null> {
  const text = `select ${columns} from portal_link where token_hash = $1`;
  const rows = await db.query<LinkRow>(text, [tokenHash]);
  return rows[0] ?? null;
}

/** Links of an account, newest first. */
export async function listLinks(db: Queryable, accountId: string): Promise<readonly LinkRow[]> {
  const text = `select ${columns} from portal_link where account_id = $1 order by created_at desc`;
  return db.query<LinkRow>(text, [accountId]);
}

/** Notes the first opening; false when it had been opened before. */
export async function markLinkOpened(db: Queryable, id: string, at: Date): Promise<boolean> {
  const rows = await db.query<{ id: string }>(
    "update portal_link set opened_at = $2 where id = $1 and opened_at is null returning id",
    [id, at],
  );
  return rows.length === 1;
}

/** Revokes a link; false when it was revoked already. */
export async function revokeLinkRow(
  db: Queryable,
  id: string,
  at: Date,
  reason: string,
): Promise<boolean> {
  const rows = await db.query<{ id: string }>(
    `update portal_link set revoked_at = $2, revoked_reason = $3
     where id = $1 and revoked_at is null returning id`,
    [id, at, reason],
  );
  return rows.length === 1;
}
