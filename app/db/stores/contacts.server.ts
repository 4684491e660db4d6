import type { Queryable, Tx } from "../database.server.ts";

/** A line of the contact ledger: decided, and what became of it. */
export interface ContactRow {
  readonly id: string;
  readonly portfolioId: string;
  readonly debtorId: string;
  readonly accountId: string | null;
  readonly channel: "email" | "sms" | "letter" | "call" | "visit";
  readonly class: "contact" | "service";
  readonly kind: string;
  readonly toMasked: string;
  readonly allowed: boolean;
  readonly rule: string;
  readonly state: "queued" | "sent" | "refused" | "blocked" | "logged" | "withdrawn";
  readonly locale: string;
  /** What is to be sent; nothing once it has gone. */
  readonly sealed: Buffer | null;
  readonly tries: number;
  readonly at: Date;
  readonly sentAt: Date | null;
}

const columns = `id, portfolio_id as "portfolioId", debtor_id as "debtorId",
  account_id as "accountId", channel, class, kind, to_masked as "toMasked", allowed, rule, state,
  locale, sealed, tries, at, sent_at as "sentAt"`;

export async function insertContact(db: Queryable, row: ContactRow): Promise<void> {
  await db.query(
    `insert into contact_record (id, portfolio_id, debtor_id, account_id, channel, class, kind,
       to_masked, allowed, rule, state, locale, sealed, at, sent_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      row.id,
      row.portfolioId,
      row.debtorId,
      row.accountId,
      row.channel,
      row.class,
      row.kind,
      row.toMasked,
      row.allowed,
      row.rule,
      row.state,
      row.locale,
      row.sealed,
      row.at,
      row.sentAt,
    ],
  );
}

export async function findContact(db: Queryable, id: string): Promise<ContactRow | null> {
  const text = `select ${columns} from contact_record where id = $1`;
  const rows = await db.query<ContactRow>(text, [id]);
  return rows[0] ?? null;
}

/** Contacts that count for the rules: not what was blocked, refused or withdrawn. */
export async function listContactsSince(
  db: Queryable,
  debtorId: string,
  since: Date,
): Promise<readonly ContactRow[]> {
  return db.query<ContactRow>(
    `select ${columns} from contact_record where debtor_id = $1 and at >= $2
       and state in ('queued', 'sent', 'logged') order by at`,
    [debtorId, since],
  );
}

/** The whole record of a debtor, newest first: what the debtor may read. */
export async function listDebtorContacts(
  db: Queryable,
  debtorId: string,
  limit: number,
): Promise<readonly ContactRow[]> {
  return db.query<ContactRow>(
    `select ${columns} from contact_record where debtor_id = $1 order by at desc, id desc limit $2`,
    [debtorId, limit],
  );
}

/**
 * Ends a queued message: the text is let go of. False when it had ended before. `withdrawn`: by a
 * decision before a try, which is none.
 */
export async function endContact(
  tx: Tx,
  id: string,
  state: "sent" | "refused" | "withdrawn",
  at: Date,
): Promise<boolean> {
  const rows = await tx.query(
    `update contact_record set state = $2, sealed = null,
       tries = tries + case when $2 = 'withdrawn' then 0 else 1 end,
       sent_at = case when $2 = 'sent' then $3::timestamptz end
     where id = $1 and state = 'queued' returning id`,
    [id, state, at],
  );
  return rows.length === 1;
}

/** Counts a try that may or may not have arrived. */
export async function countTry(db: Queryable, id: string): Promise<void> {
  await db.query("update contact_record set tries = tries + 1 where id = $1", [id]);
}
