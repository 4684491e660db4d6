import type { Queryable, Tx } from "../database.server.ts";

/** A sent code: never the digits, only their keyed MAC. */
export interface CodeRow {
  readonly id: string;
  readonly sessionId: string;
  readonly debtorId: string;
  readonly contactMac: Buffer;
  readonly channel: "email" | "sms";
  readonly purpose: string;
  readonly codeMac: Buffer;
  readonly tries: number;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

const columns = `id, session_id as "sessionId", debtor_id as "debtorId",
  contact_mac as "contactMac", channel, purpose, code_mac as "codeMac", tries,
  created_at as "createdAt", expires_at as "expiresAt", used_at as "usedAt"`;

export async function insertCode(tx: Tx, code: Omit<CodeRow, "tries" | "usedAt">): Promise<void> {
  await tx.query(
    `insert into access_code (id, session_id, debtor_id, contact_mac, channel, purpose, code_mac,
       created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      code.id,
      code.sessionId,
      code.debtorId,
      code.contactMac,
      code.channel,
      code.purpose,
      code.codeMac,
      code.createdAt,
      code.expiresAt,
    ],
  );
}

/** The newest code of a visit for a purpose; `lock`: nobody else judges it meanwhile. */
export async function newestCode(
  db: Queryable,
  sessionId: string,
  purpose: string,
  lock = false,
): Promise<CodeRow | null> {
  const rows = await db.query<CodeRow>(
    `select ${columns} from access_code where session_id = $1 and purpose = $2
     order by created_at desc, id desc limit 1${lock ? " for update" : ""}`,
    [sessionId, purpose],
  );
  return rows[0] ?? null;
}

/** When codes went to a contact since a moment; the contact is locked against a race. */
export async function codesSentTo(
  tx: Tx,
  contactMac: Buffer,
  since: Date,
): Promise<readonly Date[]> {
  const key = contactMac.readBigInt64BE(0);
  await tx.query("select pg_advisory_xact_lock($1::bigint)", [key]);
  const rows = await tx.query<{ createdAt: Date }>(
    `select created_at as "createdAt" from access_code
     where contact_mac = $1 and created_at > $2`,
    [contactMac, since],
  );
  return rows.map((row) => row.createdAt);
}

export async function countCodeTry(tx: Tx, id: string): Promise<void> {
  await tx.query("update access_code set tries = tries + 1 where id = $1", [id]);
}

export async function useCode(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query("update access_code set used_at = $2 where id = $1", [id, at]);
}
