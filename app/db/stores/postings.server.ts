import type { Queryable, Tx } from "../database.server.ts";

/** A posting as stored: signed changes of each receivable, minor units. */
export interface PostingRow {
  readonly id: string;
  readonly accountId: string;
  readonly portfolioId: string;
  readonly kind: string;
  readonly effectiveOn: string;
  readonly currency: string;
  readonly amount: bigint;
  readonly principal: bigint;
  readonly interest: bigint;
  readonly penalty: bigint;
  readonly fees: bigint;
  readonly costs: bigint;
  readonly credit: bigint;
  readonly rule: string;
  readonly source: string;
  readonly onceKey: string;
  readonly reverses: string | null;
  readonly accountSeq: bigint;
  readonly recordedAt: Date;
}

export interface EntryRow {
  readonly ledgerAccount: string;
  readonly amount: bigint;
}

const columns = `id, account_id as "accountId", portfolio_id as "portfolioId", kind,
  effective_on as "effectiveOn", currency, amount, principal, interest, penalty, fees, costs,
  credit, rule, source, once_key as "onceKey", reverses, account_seq as "accountSeq",
  recorded_at as "recordedAt"`;

/**
 * Writes a posting and its entries in one statement. The caller holds the account's row lock.
 * False when `onceKey` is already in the books: the same money is never booked twice.
 */
export async function insertPosting(
  tx: Tx,
  posting: PostingRow,
  entries: readonly EntryRow[],
): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    `with written as (
       insert into posting (id, account_id, portfolio_id, kind, effective_on, currency, amount,
         principal, interest, penalty, fees, costs, credit, rule, source, once_key, reverses,
         account_seq, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
       on conflict (once_key) do nothing returning id)
     , lines as (
       insert into entry (posting_id, line, ledger_account, amount)
       select written.id, line, ledger_account, amount from written,
         unnest($20::text[], $21::bigint[]) with ordinality as t(ledger_account, amount, line)
       returning 1)
     select id from written`,
    [
      posting.id,
      posting.accountId,
      posting.portfolioId,
      posting.kind,
      posting.effectiveOn,
      posting.currency,
      posting.amount,
      posting.principal,
      posting.interest,
      posting.penalty,
      posting.fees,
      posting.costs,
      posting.credit,
      posting.rule,
      posting.source,
      posting.onceKey,
      posting.reverses,
      posting.accountSeq,
      posting.recordedAt,
      entries.map((entry) => entry.ledgerAccount),
      entries.map((entry) => entry.amount),
    ],
  );
  return rows.length === 1;
}

/** Postings of an account numbered after `after`, in order: what a snapshot does not contain. */
export async function postingsAfter(
  db: Queryable,
  accountId: string,
  after: bigint,
): Promise<readonly PostingRow[]> {
  return db.query<PostingRow>(
    `select ${columns} from posting where account_id = $1 and account_seq > $2
     order by account_seq`,
    [accountId, after],
  );
}

export async function findPosting(db: Queryable, id: string): Promise<PostingRow | null> {
  const rows = await db.query<PostingRow>(`select ${columns} from posting where id = $1`, [id]);
  return rows[0] ?? null;
}

/** The posting that put this money in suspense. */
export async function findSuspensePosting(db: Queryable, onceKey: string): Promise<string | null> {
  const rows = await db.query<{ id: string }>(
    "select id from posting where once_key = $1 and kind = 'suspense'",
    [onceKey],
  );
  return rows[0]?.id ?? null;
}

/** The lines of a posting in their order. */
export async function listEntries(db: Queryable, postingId: string): Promise<readonly EntryRow[]> {
  return db.query<EntryRow>(
    `select ledger_account as "ledgerAccount", amount from entry where posting_id = $1
     order by line`,
    [postingId],
  );
}

/** What was waived when a plan was completed and has not been undone since. */
export async function findStandingWaiver(
  db: Queryable,
  accountId: string,
  planId: string,
): Promise<PostingRow | null> {
  const rows = await db.query<PostingRow>(
    `select ${columns} from posting p
     where account_id = $1 and kind = 'waiver' and starts_with(once_key, $2)
       and not exists (select from posting r where r.reverses = p.id)`,
    [accountId, `waiver:${planId}:`],
  );
  return rows[0] ?? null;
}

/** The postings of an account whose once-key begins so, in their order. */
export async function listPostingsKeyed(
  db: Queryable,
  accountId: string,
  prefix: string,
): Promise<readonly PostingRow[]> {
  return db.query<PostingRow>(
    `select ${columns} from posting where account_id = $1 and starts_with(once_key, $2)
     order by account_seq, id`,
    [accountId, prefix],
  );
}

/** Which of these once-keys have been posted. */
export async function listOnceKeys(
  db: Queryable,
  onceKeys: readonly string[],
): Promise<readonly string[]> {
  const text = `select once_key as "onceKey" from posting where once_key = any($1::text[])`;
  const rows = await db.query<{ onceKey: string }>(text, [onceKeys]);
  return rows.map((row) => row.onceKey);
}
