import type { Queryable, Tx } from "../database.server.ts";

/** A signed agreement; append-only. What holds a name or an address is sealed. */
export interface AgreementRow {
  readonly id: string;
  readonly planId: string;
  readonly portfolioId: string;
  readonly accountId: string;
  /** The signer. */
  readonly debtorId: string;
  /** The canonical JSON (RFC 8785). */
  readonly sealed: Buffer;
  /** Of the canonical JSON: one for both languages. */
  readonly sha256: Buffer;
  readonly consentVersion: string;
  /** The language in which it was read. */
  readonly locale: string;
  readonly signature: Buffer;
  readonly signedAt: Date;
  /** Of an agreement on several accounts; plan and account are then the first of them. */
  readonly groupId: string | null;
}

const columns = `id, plan_id as "planId", portfolio_id as "portfolioId",
  account_id as "accountId", debtor_id as "debtorId", sealed, sha256,
  consent_version as "consentVersion", locale, signature, signed_at as "signedAt",
  group_id as "groupId"`;

export async function insertAgreement(tx: Tx, row: AgreementRow): Promise<void> {
  await tx.query(
    `insert into agreement (id, plan_id, portfolio_id, account_id, debtor_id, sealed, sha256,
       consent_version, locale, signature, signed_at, group_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      row.id,
      row.planId,
      row.portfolioId,
      row.accountId,
      row.debtorId,
      row.sealed,
      row.sha256,
      row.consentVersion,
      row.locale,
      row.signature,
      row.signedAt,
      row.groupId,
    ],
  );
}

export async function findAgreement(db: Queryable, id: string): Promise<AgreementRow | null> {
  const text = `select ${columns} from agreement where id = $1`;
  const rows = await db.query<AgreementRow>(text, [id]);
  return rows[0] ?? null;
}

/** The paper that a plan stands on: its own, or that of all plans signed with it. */
export async function findAgreementOfPlan(
  db: Queryable,
  planId: string,
): Promise<AgreementRow | null> {
  const text = `select ${columns} from agreement where plan_id = $1
    or group_id = (select group_id from plan where id = $1)`;
  const rows = await db.query<AgreementRow>(text, [planId]);
  return rows[0] ?? null;
}

export async function findAgreementByHash(
  db: Queryable,
  sha256: Buffer,
): Promise<AgreementRow | null> {
  const text = `select ${columns} from agreement where sha256 = $1`;
  return (await db.query<AgreementRow>(text, [sha256]))[0] ?? null;
}

/** What a debtor signed, newest first. */
export async function listAgreementsOf(
  db: Queryable,
  debtorId: string,
): Promise<readonly AgreementRow[]> {
  const text = `select ${columns} from agreement where debtor_id = $1 order by signed_at desc, id`;
  return db.query<AgreementRow>(text, [debtorId]);
}

/** How many agreements were ever signed for an account, alone or with others. */
export async function countAgreements(db: Queryable, accountId: string): Promise<number> {
  const rows = await db.query<{ count: number }>(
    `select count(*)::int as count from agreement where account_id = $1
       or group_id in (select group_id from plan where account_id = $1)`,
    [accountId],
  );
  return rows[0]?.count ?? 0;
}
