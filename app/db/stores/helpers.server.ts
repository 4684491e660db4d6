import type { Queryable, Tx } from "../database.server.ts";

/** Somebody whom a debtor lets in for a time; the token itself is nowhere. */
export interface HelperRow {
  readonly id: string;
  readonly portfolioId: string;
  readonly debtorId: string;
  readonly channel: "email" | "sms";
  readonly contactMac: Buffer;
  readonly scopes: readonly string[];
  /** Name, contact, and how the debtor is named to the helper. */
  readonly sealed: Buffer;
  /** BCP 47: the language in which the helper was invited. */
  readonly locale: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly endedAt: Date | null;
}

export type HelperEnd = "debtor" | "staff" | "too-many-failures";

const columns = `id, portfolio_id as "portfolioId", debtor_id as "debtorId", channel,
  contact_mac as "contactMac", scopes, sealed, locale, created_at as "createdAt",
  expires_at as "expiresAt", last_used_at as "lastUsedAt", ended_at as "endedAt"`;

export type NewHelper = Omit<HelperRow, "lastUsedAt" | "endedAt"> & {
  readonly tokenHash: Buffer;
};

export async function insertHelper(tx: Tx, helper: NewHelper): Promise<void> {
  await tx.query(
    `insert into helper (id, portfolio_id, debtor_id, token_hash, channel, contact_mac, scopes,
       sealed, locale, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      helper.id,
      helper.portfolioId,
      helper.debtorId,
      helper.tokenHash,
      helper.channel,
      helper.contactMac,
      helper.scopes,
      helper.sealed,
      helper.locale,
      helper.createdAt,
      helper.expiresAt,
    ],
  );
}

export async function findHelper(db: Queryable, id: string): Promise<HelperRow | null> {
  const rows = await db.query<HelperRow>(`select ${columns} from helper where id = $1`, [id]);
  return rows[0] ?? null;
}

export async function findHelperByToken(
  db: Queryable,
  tokenHash: Buffer,
): Promise<HelperRow | null> {
  const text = `select ${columns} from helper where token_hash = $1`;
  const rows = await db.query<HelperRow>(text, [tokenHash]);
  return rows[0] ?? null;
}

/** The helpers that a debtor invited, newest first; at most twenty. */
export async function listHelpers(db: Queryable, debtorId: string): Promise<readonly HelperRow[]> {
  return db.query<HelperRow>(
    `select ${columns} from helper where debtor_id = $1
     order by created_at desc, id desc limit 20`,
    [debtorId],
  );
}

/** Those who may come in now. */
export async function listLiveHelpers(
  db: Queryable,
  debtorId: string,
  now: Date,
): Promise<readonly HelperRow[]> {
  return db.query<HelperRow>(
    `select ${columns} from helper where debtor_id = $1 and ended_at is null and expires_at > $2
     order by created_at desc, id desc`,
    [debtorId, now],
  );
}

/** Ends a helper and every visit of theirs; false when they had been ended before. */
export async function endHelperRow(tx: Tx, id: string, at: Date, why: HelperEnd): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    `update helper set ended_at = $2, ended_why = $3 where id = $1 and ended_at is null
     returning id`,
    [id, at, why],
  );
  await tx.query("update session set ended_at = $2 where helper_id = $1 and ended_at is null", [
    id,
    at,
  ]);
  return rows.length === 1;
}

export async function touchHelper(db: Queryable, id: string, at: Date): Promise<void> {
  await db.query("update helper set last_used_at = $2 where id = $1", [id, at]);
}
