import type { Queryable, Tx } from "../database.server.ts";

/** A posting by which money of a payment went back, and the one by which it came in again. */
export interface ReturnedPosting {
  readonly id: string;
  readonly undoneBy: string | null;
}

/** Those of each refund, chargeback and move of credit of a payment, in their order. */
export async function returnsOf(
  db: Queryable,
  { accountId, postingId }: { readonly accountId: string; readonly postingId: string },
): Promise<readonly ReturnedPosting[]> {
  const returned = await paymentsReturned(db, accountId);
  const own = [...returned].flatMap(([id, paidBy]) => (paidBy === postingId ? [id] : []));
  return db.query<ReturnedPosting>(
    `select p.id, r.id as "undoneBy" from posting p left join posting r on r.reverses = p.id
     where p.id = any($1::uuid[]) order by p.account_seq, p.id`,
    [own],
  );
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
