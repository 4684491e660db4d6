import type { Queryable, Tx } from "../database.server.ts";
import type { PostingRow } from "./postings.server.ts";

type Parts = Pick<PostingRow, "principal" | "interest" | "penalty" | "fees" | "costs" | "credit">;

/** What each refund and chargeback of a payment that stands put back; signed as postings are. */
export async function returnsOf(db: Queryable, paymentId: string): Promise<readonly Parts[]> {
  return db.query<Parts>(
    `select principal, interest, penalty, fees, costs, credit from posting p
     where id in (select posting_id from refund where payment_id = $1
         union all select posting_id from dispute_case where payment_id = $1)
       and not exists (select from posting r where r.reverses = p.id)
     order by account_seq, id`,
    [paymentId],
  );
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
