import type { RefundState } from "#app/domain/payments/refund.ts";
import type { Queryable, Tx } from "../database.server.ts";

/** Money on its way back to the payer; it exists before the provider is asked. Minor units. */
export interface RefundRow {
  readonly id: string;
  readonly portfolioId: string;
  readonly accountId: string;
  readonly paymentId: string;
  readonly currency: string;
  readonly amount: bigint;
  readonly state: RefundState;
  readonly reason: string;
  readonly note: string | null;
  readonly creditOnly: boolean;
  readonly source: "stripe" | "elsewhere";
  readonly providerRef: string | null;
  readonly postingId: string | null;
  /** Why it did not go: a reason key, or the provider's own word. */
  readonly failure: string | null;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  /** When the provider was first asked under the refund's key. */
  readonly askedAt: Date | null;
}

const columns = `id, portfolio_id as "portfolioId", account_id as "accountId",
  payment_id as "paymentId", currency, amount, state, reason, note, credit_only as "creditOnly",
  source, provider_ref as "providerRef", posting_id as "postingId", failure,
  requested_by as "requestedBy", requested_at as "requestedAt", decided_by as "decidedBy",
  decided_at as "decidedAt", asked_at as "askedAt"`;

/** Writes a refund; false when its id was taken: the same request again. */
export async function insertRefund(tx: Tx, refund: RefundRow): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    `insert into refund (id, portfolio_id, account_id, payment_id, currency, amount, state, reason,
       note, credit_only, source, provider_ref, posting_id, failure, requested_by, requested_at,
       updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16)
     on conflict (id) do nothing returning id`,
    [
      refund.id,
      refund.portfolioId,
      refund.accountId,
      refund.paymentId,
      refund.currency,
      refund.amount,
      refund.state,
      refund.reason,
      refund.note,
      refund.creditOnly,
      refund.source,
      refund.providerRef,
      refund.postingId,
      refund.failure,
      refund.requestedBy,
      refund.requestedAt,
    ],
  );
  return rows.length === 1;
}

export async function findRefund(db: Queryable, id: string): Promise<RefundRow | null> {
  const rows = await db.query<RefundRow>(`select ${columns} from refund where id = $1`, [id]);
  return rows[0] ?? null;
}

/** The shares of a refund of the provider: one a payment of its charge. */
export async function findRefundsByReference(
  db: Queryable,
  providerRef: string,
): Promise<readonly RefundRow[]> {
  const text = `select ${columns} from refund where provider_ref = $1 order by account_id, id`;
  return db.query<RefundRow>(text, [providerRef]);
}

/** Refunds of a payment, oldest first. */
export async function listRefundsOf(
  db: Queryable,
  paymentId: string,
): Promise<readonly RefundRow[]> {
  const text = `select ${columns} from refund where payment_id = $1 order by requested_at, id`;
  return db.query<RefundRow>(text, [paymentId]);
}

/** What a refund became. */
export async function updateRefund(
  tx: Tx,
  id: string,
  change: {
    readonly state: RefundState;
    readonly providerRef: string | null;
    readonly postingId: string | null;
    readonly failure: string | null;
    readonly at: Date;
  },
): Promise<void> {
  await tx.query(
    `update refund set state = $2, provider_ref = coalesce($3, provider_ref), posting_id = $4,
       failure = $5, updated_at = $6 where id = $1`,
    [id, change.state, change.providerRef, change.postingId, change.failure, change.at],
  );
}

/** A second person's answer; false when somebody answered before. */
export async function decideRefund(
  tx: Tx,
  id: string,
  state: "requested" | "refused",
  by: string,
  failure: string | null,
  at: Date,
): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    `update refund set state = $2, decided_by = $3, failure = $4, decided_at = $5, updated_at = $5
     where id = $1 and state = 'waiting-approval' returning id`,
    [id, state, by, failure, at],
  );
  return rows.length === 1;
}

/** Notes that the provider is asked now. */
export async function noteRefundAsked(db: Queryable, id: string, at: Date): Promise<void> {
  await db.query(
    `update refund set asked_at = coalesce(asked_at, $2), tried_at = $2 where id = $1`,
    [id, at],
  );
}

/**
 * Takes refunds that are on their way and were not asked about since: `requested` ones before
 * `requestedBefore`, `pending` ones before `pendingBefore`. Longest ago first.
 */
export async function claimOpenRefunds(
  db: Queryable,
  times: { readonly now: Date; readonly requestedBefore: Date; readonly pendingBefore: Date },
  limit: number,
): Promise<readonly RefundRow[]> {
  const { now, requestedBefore, pendingBefore } = times;
  return db.query<RefundRow>(
    `with due as (
       select id as due_id from refund
       where (state = 'requested' and coalesce(tried_at, requested_at) <= $2)
         or (state = 'pending' and coalesce(tried_at, requested_at) <= $3)
       order by coalesce(tried_at, requested_at), id limit $4 for update skip locked)
     update refund set tried_at = $1 from due where id = due_id returning ${columns}`,
    [now, requestedBefore, pendingBefore, limit],
  );
}
