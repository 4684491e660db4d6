import type { PaymentListState } from "#app/domain/payments/listed.ts";
import type { Queryable } from "../database.server.ts";

/** A payment with what a list shows of its account. Minor units. */
export interface ListedPayment {
  readonly id: string;
  readonly portfolioId: string;
  readonly accountId: string;
  readonly accountRef: string;
  readonly debtorId: string;
  readonly currency: string;
  readonly amount: bigint;
  readonly returned: bigint;
  readonly source: string;
  readonly method: string;
  readonly receiptNo: string;
  readonly paidAt: Date;
  readonly state: PaymentListState;
}

export interface PaymentFilter {
  readonly portfolioIds: readonly string[];
  /** Null: any. */
  readonly state: PaymentListState | null;
  readonly method: string | null;
  readonly from: Date | null;
  /** Exclusive. */
  readonly to: Date | null;
  /** A receipt number, a charge, a payment's reference or an account's, whole. */
  readonly reference: string | null;
  readonly after: string | null;
}

/** Payments, newest first: a page of them after the payment `after`. */
export async function listStaffPayments(
  db: Queryable,
  filter: PaymentFilter,
  limit: number,
): Promise<readonly ListedPayment[]> {
  return db.query<ListedPayment>(
    `select * from (
       select p.id, p.portfolio_id as "portfolioId", p.account_id as "accountId",
         a.ref as "accountRef", coalesce(p.debtor_id, a.debtor_id) as "debtorId", p.currency,
         p.amount, p.returned, p.source, p.method, p.receipt_no as "receiptNo",
         p.paid_at as "paidAt", case
           when p.state = 'reversed' then 'reversed'
           when exists (select from dispute_case d where d.payment_id = p.id
             and d.state in ('inquiry', 'open', 'lost')) then 'disputed'
           when p.returned = 0 then 'stands'
           when p.returned < p.amount then 'part-refunded'
           else 'refunded' end as state
       from payment p join account a on a.id = p.account_id
       where p.portfolio_id = any($1::uuid[])
         and ($2::text is null or p.method = $2)
         and ($3::timestamptz is null or p.paid_at >= $3)
         and ($4::timestamptz is null or p.paid_at < $4)
         and ($5::text is null or p.receipt_no = $5 or p.reference = $5 or p.charge_ref = $5
           or a.ref = $5)
         and ($6::uuid is null
           or (p.paid_at, p.id) < (select paid_at, id from payment where id = $6))
     ) listed
     where ($7::text is null or state = $7)
     order by "paidAt" desc, id desc limit $8`,
    [
      filter.portfolioIds,
      filter.method,
      filter.from,
      filter.to,
      filter.reference,
      filter.after,
      filter.state,
      limit,
    ],
  );
}
