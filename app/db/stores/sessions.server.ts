import type { Queryable } from "../database.server.ts";

/** A visit as stored; moments as Date. */
export interface SessionRow {
  readonly id: string;
  readonly kind: "debtor" | "helper" | "staff";
  readonly portfolioId: string | null;
  readonly debtorId: string | null;
  readonly linkId: string | null;
  readonly staffId: string | null;
  /** Who comes in for the debtor; null: the debtor. */
  readonly helperId: string | null;
  /** What brought the visitor: none, email, sms or letter. */
  readonly channel: string;
  readonly openedAt: Date | null;
  readonly proofs: readonly string[];
  readonly verifiedAt: Date | null;
  readonly codeAt: Date | null;
  readonly locale: string | null;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly endedAt: Date | null;
}

const columns = `id, kind, portfolio_id as "portfolioId", debtor_id as "debtorId",
  link_id as "linkId", staff_id as "staffId", helper_id as "helperId", channel,
  opened_at as "openedAt", proofs, verified_at as "verifiedAt", code_at as "codeAt", locale,
  created_at as "createdAt", seen_at as "seenAt", ended_at as "endedAt"`;

export async function findSession(db: Queryable, tokenHash: Buffer): Promise<SessionRow | null> {
  const text = `select ${columns} from session where token_hash = $1 and ended_at is null`;
  const rows = await db.query<SessionRow>(text, [tokenHash]);
  return rows[0] ?? null;
}

/** Whether a visit, over or not, is or was a helper's. */
export async function wasHelpers(db: Queryable, tokenHash: Buffer): Promise<boolean> {
  const text = "select 1 from session where token_hash = $1 and kind = 'helper'";
  return (await db.query(text, [tokenHash])).length > 0;
}

export type NewSession = Pick<
  SessionRow,
  "id" | "kind" | "portfolioId" | "debtorId" | "linkId" | "staffId" | "channel" | "locale"
> & {
  readonly tokenHash: Buffer;
  readonly at: Date;
  readonly expiresAt: Date;
  /** Present: a helper's visit. */
  readonly helperId?: string;
};

export async function insertSession(db: Queryable, session: NewSession): Promise<void> {
  await db.query(
    `insert into session (id, token_hash, kind, portfolio_id, debtor_id, link_id, staff_id, channel,
       locale, created_at, seen_at, expires_at, helper_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $12)`,
    [
      session.id,
      session.tokenHash,
      session.kind,
      session.portfolioId,
      session.debtorId,
      session.linkId,
      session.staffId,
      session.channel,
      session.locale,
      session.at,
      session.expiresAt,
      session.helperId ?? null,
    ],
  );
}

/** Notes that the visitor is still there; not more often than every 20 seconds. */
export async function touchSession(db: Queryable, id: string, at: Date): Promise<void> {
  await db.query(
    `update session set seen_at = $2::timestamptz
     where id = $1 and seen_at < $2::timestamptz - interval '20 seconds'`,
    [id, at],
  );
}

export async function markSessionOpened(db: Queryable, id: string, at: Date): Promise<void> {
  await db.query("update session set opened_at = coalesce(opened_at, $2) where id = $1", [id, at]);
}

export interface SessionProof {
  readonly proofs: readonly string[];
  readonly verifiedAt: Date | null;
  readonly codeAt: Date | null;
}

/** Records what was proven and changes the token: a level is never reached on an old one. */
export async function proveSession(
  db: Queryable,
  id: string,
  proof: SessionProof,
  tokenHash: Buffer,
): Promise<void> {
  await db.query(
    `update session set proofs = $2, verified_at = $3, code_at = $4, token_hash = $5
     where id = $1`,
    [id, proof.proofs, proof.verifiedAt, proof.codeAt, tokenHash],
  );
}

/** Ends a visit; false when it had ended before. */
export async function endSession(db: Queryable, id: string, at: Date): Promise<boolean> {
  const text = "update session set ended_at = $2 where id = $1 and ended_at is null returning id";
  return (await db.query(text, [id, at])).length === 1;
}

/** Ends every visit that began with a link, as when somebody else turns out to hold it. */
export async function endLinkSessions(db: Queryable, linkId: string, at: Date): Promise<void> {
  await db.query("update session set ended_at = $2 where link_id = $1 and ended_at is null", [
    linkId,
    at,
  ]);
}
