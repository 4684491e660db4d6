import { createHash } from "node:crypto";
import type { Queryable } from "./database.server.ts";

/** Where a chain stops being what was written. */
export interface LedgerBreak {
  readonly accountId: string;
  /** Null when the account itself is gone. */
  readonly accountRef: string | null;
  /** The first posting that does not follow from those before; null: the newest are gone. */
  readonly postingId: string | null;
}

/**
 * Checks every posting, with its lines, against its account's chain of seals. Answers one break an
 * account, `limit` at the most; none when the books are as they were written.
 */
export async function ledgerBreaks(db: Queryable, limit = 100): Promise<LedgerBreak[]> {
  const breaks: LedgerBreak[] = [];
  for (const { accountId } of await db.query<{ accountId: string }>(suspectsText)) {
    const found = await walk(db, accountId);
    if (found !== null) breaks.push(found);
    if (breaks.length === limit) break;
  }
  return breaks;
}

/** All in one pass, taking postings in their usual order; what fails it is walked one by one. */
const suspectsText = `
  with placed as (
    select p.account_id, p.chain_hash, posting_seal_text(p, posting_lines_text(p.id)) as body,
      lag(p.chain_hash) over chain as before, lead(p.id) over chain as next
    from posting p window chain as (partition by p.account_id order by p.account_seq, p.id)),
  wrong as (
    select account_id from placed where chain_hash is distinct from
      sha256(coalesce(before, ''::bytea) || convert_to(body, 'UTF8')))
  select account_id as "accountId" from wrong
  union
  select coalesce(a.id, p.account_id) from account a
    full join (select account_id, chain_hash from placed where next is null) p
      on p.account_id = a.id
    where a.id is null or a.chain_head is distinct from p.chain_hash
  order by 1`;

interface Link {
  readonly id: string;
  readonly hash: Buffer | null;
  readonly body: string;
}

/** Follows the seals themselves, so that the order in which postings are read does not matter. */
async function walk(db: Queryable, accountId: string): Promise<LedgerBreak | null> {
  const [account] = await db.query<{ ref: string; head: Buffer | null }>(
    "select ref, chain_head as head from account where id = $1",
    [accountId],
  );
  const left = await db.query<Link>(
    `select id, chain_hash as hash, posting_seal_text(p, posting_lines_text(id)) as body
     from posting p where account_id = $1 order by account_seq, id`,
    [accountId],
  );
  const accountRef = account?.ref ?? null;
  let head: Buffer | null = null;
  while (left.length > 0) {
    const next = left.findIndex((link) => link.hash?.equals(seal(head, link.body)));
    if (next < 0) return { accountId, accountRef, postingId: left[0]?.id ?? null };
    head = left.splice(next, 1)[0]?.hash ?? null;
  }
  const whole = account !== undefined && same(head, account.head);
  return whole ? null : { accountId, accountRef, postingId: null };
}

const seal = (before: Buffer | null, body: string): Buffer =>
  createHash("sha256")
    .update(before ?? "")
    .update(body)
    .digest();

const same = (a: Buffer | null, b: Buffer | null): boolean =>
  a === null || b === null ? a === b : a.equals(b);

export interface AuditBreak {
  /** Null: the chain of what belongs to no portfolio. */
  readonly portfolioId: string | null;
  /** The first line that does not follow from the one before; null: the newest are gone. */
  readonly line: bigint | null;
}

/** Checks every line of the audit log against its chain. Answers one break a portfolio. */
export async function auditBreaks(db: Queryable): Promise<AuditBreak[]> {
  return db.query<AuditBreak>(auditText);
}

const auditText = `
  with placed as (
    select coalesce(a.portfolio_id, '00000000-0000-0000-0000-000000000000') as chain, a.id,
      a.hash, a.prev_hash, lag(a.hash) over chain as before, lead(a.id) over chain as next,
      sha256(coalesce(a.prev_hash, ''::bytea) || convert_to(audit_seal_text(a), 'UTF8')) as own
    from audit a window chain as (partition by a.portfolio_id order by a.id)),
  wrong as (
    select chain, min(id) as line from placed
    where hash is distinct from own or prev_hash is distinct from before group by chain),
  cut as (
    select coalesce(c.portfolio_id, p.chain) as chain, null::bigint as line from audit_chain c
    full join (select chain, hash from placed where next is null) p on p.chain = c.portfolio_id
    where c.head is distinct from p.hash)
  select nullif(chain, '00000000-0000-0000-0000-000000000000') as "portfolioId",
    min(line) as line
  from (select * from wrong union all select * from cut) breaks group by chain order by chain`;
