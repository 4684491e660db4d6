import type { Queryable } from "../database.server.ts";
import type { RefundRow } from "./refunds.server.ts";

/** A refund with what a list shows of its account and payment. */
export interface ListedRefund
  extends Pick<
    RefundRow,
    | "id"
    | "portfolioId"
    | "accountId"
    | "paymentId"
    | "currency"
    | "amount"
    | "state"
    | "reason"
    | "note"
    | "requestedBy"
    | "requestedAt"
  > {
  readonly accountRef: string;
  readonly debtorId: string;
  readonly receiptNo: string;
}

/** Refunds that wait for a second person, longest first. */
export async function listWaitingRefunds(
  db: Queryable,
  portfolioIds: readonly string[],
  limit: number,
): Promise<readonly ListedRefund[]> {
  return db.query<ListedRefund>(
    `select r.id, r.portfolio_id as "portfolioId", r.account_id as "accountId",
       r.payment_id as "paymentId", r.currency, r.amount, r.state, r.reason, r.note,
       r.requested_by as "requestedBy", r.requested_at as "requestedAt",
       a.ref as "accountRef", a.debtor_id as "debtorId", p.receipt_no as "receiptNo"
     from refund r join account a on a.id = r.account_id join payment p on p.id = r.payment_id
     where r.portfolio_id = any($1::uuid[]) and r.state = 'waiting-approval'
     order by r.requested_at, r.id limit $2`,
    [portfolioIds, limit],
  );
}

/** An account with money that is the debtor's own. Minor units. */
export interface CreditRow {
  readonly accountId: string;
  readonly accountRef: string;
  readonly portfolioId: string;
  readonly debtorId: string;
  readonly currency: string;
  readonly credit: bigint;
  /** When credit last moved. */
  readonly since: Date;
}

/** Accounts with credit, the largest first. */
export async function listCredits(
  db: Queryable,
  portfolioIds: readonly string[],
  limit: number,
): Promise<readonly CreditRow[]> {
  return db.query<CreditRow>(
    `select a.id as "accountId", a.ref as "accountRef", a.portfolio_id as "portfolioId",
       a.debtor_id as "debtorId", a.currency, c.credit, c.since
     from (select account_id, sum(credit)::bigint as credit, max(recorded_at) as since
           from posting where credit <> 0 group by account_id having sum(credit) > 0) c
     join account a on a.id = c.account_id
     where a.portfolio_id = any($1::uuid[])
     order by c.credit desc, a.id limit $2`,
    [portfolioIds, limit],
  );
}
