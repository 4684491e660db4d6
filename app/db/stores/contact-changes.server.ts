import type { Queryable, Tx } from "../database.server.ts";

/** A contact that a debtor changes; addresses stand sealed. */
export interface ContactChangeRow {
  readonly id: string;
  readonly portfolioId: string;
  readonly debtorId: string;
  readonly sessionId: string;
  readonly channel: "email" | "sms";
  /** Sealed `{ from, to }`. */
  readonly sealed: Buffer;
  /** The new contact, as codes know it. */
  readonly contactMac: Buffer;
  readonly askedAt: Date;
  readonly confirmedAt: Date | null;
}

const columns = `id, portfolio_id as "portfolioId", debtor_id as "debtorId",
  session_id as "sessionId", channel, sealed, contact_mac as "contactMac", asked_at as "askedAt",
  confirmed_at as "confirmedAt"`;

export async function insertContactChange(tx: Tx, row: ContactChangeRow): Promise<void> {
  await tx.query(
    `insert into contact_change (id, portfolio_id, debtor_id, session_id, channel, sealed,
       contact_mac, asked_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      row.id,
      row.portfolioId,
      row.debtorId,
      row.sessionId,
      row.channel,
      row.sealed,
      row.contactMac,
      row.askedAt,
    ],
  );
}

/** The newest change that this visit asked for on a channel, confirmed or not. */
export async function newestContactChange(
  db: Queryable,
  sessionId: string,
  channel: string,
): Promise<ContactChangeRow | null> {
  const rows = await db.query<ContactChangeRow>(
    `select ${columns} from contact_change where session_id = $1 and channel = $2
     order by asked_at desc, id desc limit 1`,
    [sessionId, channel],
  );
  return rows[0] ?? null;
}

/** False when it was confirmed before. */
export async function confirmContactChange(tx: Tx, id: string, at: Date): Promise<boolean> {
  const rows = await tx.query(
    `update contact_change set confirmed_at = $2 where id = $1 and confirmed_at is null
     returning id`,
    [id, at],
  );
  return rows.length === 1;
}

/** Whether a contact of a debtor was asked for or confirmed as a new one after a moment. */
export async function isNewContact(
  db: Queryable,
  debtorId: string,
  contactMac: Buffer,
  after: Date,
): Promise<boolean> {
  const rows = await db.query(
    `select 1 from contact_change where contact_mac = $1 and debtor_id = $2
       and coalesce(confirmed_at, asked_at) > $3 limit 1`,
    [contactMac, debtorId, after],
  );
  return rows.length === 1;
}

/** Puts a debtor's record in place of the one before, with the indexes of both contacts. */
export async function replaceContacts(
  tx: Tx,
  debtorId: string,
  sealed: Buffer,
  indexes: { readonly email: Buffer | null; readonly phone: Buffer | null },
  at: Date,
): Promise<void> {
  await tx.query(
    `update debtor set sealed = $2, email_index = $3, phone_index = $4, updated_at = $5
     where id = $1`,
    [debtorId, sealed, indexes.email, indexes.phone, at],
  );
}
