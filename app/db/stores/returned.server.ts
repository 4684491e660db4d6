import type { Queryable, Tx } from "../database.server.ts";

/** The postings of each refund and chargeback of a payment that stands, in their order. */
export async function returnsOf(db: Queryable, paymentId: string): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>(
    `select id from posting p
     where id in (select posting_id from refund where payment_id = $1
         union all select posting_id from dispute_case where payment_id = $1)
       and not exists (select from posting r where r.reverses = p.id)
     order by account_seq, id`,
    [paymentId],
  );
  return rows.map(({ id }) => id);
}

/**
 * Every posting of an account by which money of a payment went back, with the payment's posting. A
 * dispute that was won keeps no posting, so that chargebacks are known by their once-key.
 */
export async function paymentsReturned(
  db: Queryable,
  accountId: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<{ id: string; paidBy: string }>(
    `select p.id, y.posting_id as "paidBy" from posting p
     join payment y on y.account_id = p.account_id
     where p.account_id = $1 and p.kind in ('refund', 'chargeback', 'transfer')
       and (p.kind = 'chargeback' and right(p.once_key, 36) = y.id::text
         or exists (select from refund f where f.posting_id = p.id and f.payment_id = y.id))`,
    [accountId],
  );
  return new Map(rows.map(({ id, paidBy }) => [id, paidBy]));
}

/** The debtor's credit on an account, by the ledger: minor units. */
export async function creditOfAccount(db: Queryable, accountId: string): Promise<bigint> {
  const rows = await db.query<{ credit: bigint }>(
    `select coalesce(sum(credit), 0)::bigint as credit from posting where account_id = $1`,
    [accountId],
  );
  return rows[0]?.credit ?? 0n;
}

/** Changes what of a payment went back: up with a refund, down when it failed. */
export async function addReturned(tx: Tx, paymentId: string, byMinor: bigint): Promise<void> {
  await tx.query("update payment set returned = returned + $2 where id = $1", [paymentId, byMinor]);
}
