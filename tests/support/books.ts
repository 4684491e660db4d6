import { createHash, randomUUID } from "node:crypto";
import type { Queryable } from "#app/db/database.server.ts";

/** A portfolio, a debtor and one account of 100.00, written without any service. */
export interface Books {
  readonly portfolioId: string;
  readonly debtorId: string;
  readonly accountId: string;
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

export async function openBooks(db: Queryable, currency = "CNY"): Promise<Books> {
  const [portfolioId, debtorId, accountId] = [randomUUID(), randomUUID(), randomUUID()];
  await db.query(
    `insert into portfolio (id, code, name, currency, locale, time_zone, brand, policy, policy_id)
     values ($1, $2, 'Willow Bank', $3, 'zh-CN', 'Asia/Shanghai', '{}', '{}', 'cn-bank-card')`,
    [portfolioId, `p-${portfolioId.slice(0, 8)}`, currency],
  );
  await db.query(
    `insert into debtor (id, portfolio_id, ref, sealed, key_id, content_mac, locale)
     values ($1, $2, 'D-1', $3, 't1', $3, 'zh-CN')`,
    [debtorId, portfolioId, digest(debtorId)],
  );
  await db.query(
    `insert into account (id, portfolio_id, ref, debtor_id, currency, as_of, principal, interest,
       penalty, fees, costs, total, terms, row_mac)
     values ($1, $2, '6225-0001', $3, $4, '2026-11-01', 10000, 0, 0, 0, 0, 10000, '{}', $5)`,
    [accountId, portfolioId, debtorId, currency, digest(accountId)],
  );
  return { portfolioId, debtorId, accountId };
}

export interface PostingParts {
  readonly id?: string;
  readonly amount?: bigint;
  /** Signed change of the principal that the posting claims; default: what the lines say. */
  readonly principal?: bigint;
  readonly currency?: string;
  readonly accountSeq?: bigint;
  readonly chainHash?: Buffer;
  /** Line by line: [ledger account, signed amount]. */
  readonly lines?: readonly (readonly [string, bigint])[];
}

/** Writes a payment on the books, balanced unless its parts say otherwise. Answers its id. */
export async function post(db: Queryable, books: Books, parts: PostingParts = {}): Promise<string> {
  const id = parts.id ?? randomUUID();
  const amount = parts.amount ?? 1_00n;
  const lines = parts.lines ?? [
    ["cash:stripe", amount],
    ["receivable:principal", -amount],
  ];
  await db.query(
    `insert into posting (id, account_id, portfolio_id, kind, effective_on, currency, amount,
       principal, rule, source, once_key, account_seq, chain_hash)
     values ($1, $2, $3, 'payment', '2026-11-10', $4, $5, $6, 'cn-bank-card:upTo90', 'stripe',
       $7, $8, $9)`,
    [
      id,
      books.accountId,
      books.portfolioId,
      parts.currency ?? "CNY",
      amount,
      parts.principal ?? -amount,
      `stripe:${id}`,
      parts.accountSeq ?? 1n,
      parts.chainHash ?? null,
    ],
  );
  if (lines.length === 0) return id;
  await db.query(
    `insert into entry (posting_id, line, ledger_account, amount)
     select $1, line, ledger_account, amount
     from unnest($2::text[], $3::bigint[]) with ordinality as t(ledger_account, amount, line)`,
    [id, lines.map(([account]) => account), lines.map(([, change]) => change)],
  );
  return id;
}
