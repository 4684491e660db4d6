import type { Queryable, Tx } from "../database.server.ts";

/** A person who owes; what is personal stands sealed (services/debtors/person.server.ts). */
export interface DebtorRow {
  readonly id: string;
  readonly portfolioId: string;
  readonly ref: string;
  readonly sealed: Buffer;
  readonly contentMac: Buffer;
  readonly locale: string;
  readonly timeZone: string | null;
  /** Channels refused: "email", "sms". */
  readonly optOut: readonly string[];
  readonly wrongPerson: boolean;
}

const columns = `id, portfolio_id as "portfolioId", ref, sealed, content_mac as "contentMac",
  locale, time_zone as "timeZone", opt_out as "optOut", wrong_person as "wrongPerson"`;

export async function findDebtor(db: Queryable, id: string): Promise<DebtorRow | null> {
  const rows = await db.query<DebtorRow>(`select ${columns} from debtor where id = $1`, [id]);
  return rows[0] ?? null;
}

/** Debtors by the collector's own references. */
export async function findDebtorsByRef(
  db: Queryable,
  portfolioId: string,
  refs: readonly string[],
): Promise<readonly DebtorRow[]> {
  const text = `select ${columns} from debtor where portfolio_id = $1 and ref = any($2::text[])`;
  return db.query<DebtorRow>(text, [portfolioId, refs]);
}

/** Everybody liable for an account: the first debtor, then the joint ones. */
export async function listLiableDebtors(
  db: Queryable,
  accountId: string,
): Promise<readonly DebtorRow[]> {
  return db.query<DebtorRow>(
    `select ${columns} from debtor where id in (
       select debtor_id from account where id = $1
       union select debtor_id from joint_debtor where account_id = $1)
     order by id = (select debtor_id from account where id = $1) desc, ref`,
    [accountId],
  );
}

/** Says that an address is not this debtor's: nothing goes there any more. */
export async function setWrongPerson(db: Queryable, id: string, wrong: boolean): Promise<void> {
  await db.query("update debtor set wrong_person = $2, updated_at = now() where id = $1", [
    id,
    wrong,
  ]);
}

/** Lets one transaction at a time act for a debtor; ends with the transaction. */
export async function lockDebtor(tx: Tx, debtorId: string): Promise<void> {
  await tx.query("select id from debtor where id = $1 for update", [debtorId]);
}
