import type { Queryable, Tx } from "../database.server.ts";

export type EvidencePurpose = "hardship" | "dispute" | "complaint" | "message";

export type EvidenceType =
  | "application/pdf"
  | "image/png"
  | "image/jpeg"
  | "image/webp"
  | "image/heic";

/** A file that a debtor handed in, without its body. */
export interface EvidenceRow {
  readonly id: string;
  readonly portfolioId: string;
  readonly debtorId: string;
  readonly accountId: string | null;
  readonly purpose: EvidencePurpose;
  /** The case or message that it was sent with; null: not sent yet. */
  readonly subjectId: string | null;
  /** Sealed `{ name }`. */
  readonly name: Uint8Array;
  readonly type: EvidenceType;
  readonly bytes: number;
  readonly createdAt: Date;
}

export type NewEvidence = EvidenceRow & {
  readonly sha256: Uint8Array;
  /** Sealed bytes. */
  readonly body: Uint8Array;
};

/** Whose unsent files, and what they are for. */
export interface Unsent {
  readonly debtorId: string;
  readonly accountId: string | null;
  readonly purpose: EvidencePurpose;
}

const columns = `id, portfolio_id as "portfolioId", debtor_id as "debtorId",
  account_id as "accountId", purpose, subject_id as "subjectId", name, type, bytes,
  created_at as "createdAt"`;

const unsentOf = `debtor_id = $1 and account_id is not distinct from $2 and purpose = $3
  and subject_id is null`;

export async function insertEvidence(db: Queryable, file: NewEvidence): Promise<void> {
  await db.query(
    `insert into evidence_file (id, portfolio_id, debtor_id, account_id, purpose, subject_id, name,
       type, bytes, sha256, body, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      file.id,
      file.portfolioId,
      file.debtorId,
      file.accountId,
      file.purpose,
      file.subjectId,
      file.name,
      file.type,
      file.bytes,
      file.sha256,
      file.body,
      file.createdAt,
    ],
  );
}

/** Files added to a form that has not been sent, oldest first. */
export function unsentEvidence(db: Queryable, whose: Unsent): Promise<EvidenceRow[]> {
  return db.query<EvidenceRow>(
    `select ${columns} from evidence_file where ${unsentOf} order by created_at, id`,
    [whose.debtorId, whose.accountId, whose.purpose],
  );
}

/** Files of one case or message, oldest first. */
export function evidenceOf(db: Queryable, subjectId: string): Promise<EvidenceRow[]> {
  return db.query<EvidenceRow>(
    `select ${columns} from evidence_file where subject_id = $1 order by created_at, id`,
    [subjectId],
  );
}

/** One file with its sealed body; null when there is none. */
export async function findEvidence(
  db: Queryable,
  id: string,
): Promise<(EvidenceRow & { readonly body: Buffer }) | null> {
  const rows = await db.query<EvidenceRow & { body: Buffer }>(
    `select ${columns}, body from evidence_file where id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** Gives the unsent files to the case that they were sent with; answers how many. */
export async function sendEvidence(tx: Tx, whose: Unsent, subjectId: string): Promise<number> {
  const rows = await tx.query(
    `update evidence_file set subject_id = $4 where ${unsentOf} returning id`,
    [whose.debtorId, whose.accountId, whose.purpose, subjectId],
  );
  return rows.length;
}

/** Lets go of unsent files that the case has already, byte for byte. */
export async function forgetRepeated(tx: Tx, whose: Unsent, subjectId: string): Promise<void> {
  await tx.query(
    `delete from evidence_file where ${unsentOf} and sha256 in
       (select sha256 from evidence_file where subject_id = $4)`,
    [whose.debtorId, whose.accountId, whose.purpose, subjectId],
  );
}

/** Takes an unsent file away again; false when it is not there, or was sent. */
export async function removeUnsent(db: Queryable, debtorId: string, id: string): Promise<boolean> {
  const rows = await db.query(
    `delete from evidence_file where id = $1 and debtor_id = $2 and subject_id is null
     returning id`,
    [id, debtorId],
  );
  return rows.length === 1;
}

/** Forgets what was added before `before` and never sent; answers how many. */
export async function forgetUnsent(db: Queryable, before: Date): Promise<number> {
  const rows = await db.query(
    "delete from evidence_file where subject_id is null and created_at < $1 returning id",
    [before],
  );
  return rows.length;
}
