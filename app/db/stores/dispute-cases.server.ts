import type { DisputeState } from "#app/domain/payments/dispute.ts";
import type { Queryable, Tx } from "../database.server.ts";

/** A payment that the payer's bank questions, or its share of a disputed charge. Minor units. */
export interface DisputeCaseRow {
  readonly id: string;
  readonly portfolioId: string;
  readonly accountId: string;
  readonly paymentId: string;
  readonly provider: string;
  readonly providerRef: string;
  readonly currency: string;
  readonly amount: bigint;
  /** What of the amount the payment no longer held. */
  readonly beyond: bigint;
  readonly reason: string;
  readonly state: DisputeState;
  readonly dueBy: Date | null;
  /** The posting that took the money back and stands; null: none does. */
  readonly postingId: string | null;
  readonly openedAt: Date;
}

const columns = `id, portfolio_id as "portfolioId", account_id as "accountId",
  payment_id as "paymentId", provider, provider_ref as "providerRef", currency, amount, beyond,
  reason, state, due_by as "dueBy", posting_id as "postingId", opened_at as "openedAt"`;

export async function insertDisputeCase(tx: Tx, one: DisputeCaseRow): Promise<void> {
  await tx.query(
    `insert into dispute_case (id, portfolio_id, account_id, payment_id, provider, provider_ref,
       currency, amount, beyond, reason, state, due_by, posting_id, opened_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      one.id,
      one.portfolioId,
      one.accountId,
      one.paymentId,
      one.provider,
      one.providerRef,
      one.currency,
      one.amount,
      one.beyond,
      one.reason,
      one.state,
      one.dueBy,
      one.postingId,
      one.openedAt,
    ],
  );
}

export async function updateDisputeCase(
  tx: Tx,
  id: string,
  change: Pick<DisputeCaseRow, "state" | "reason" | "dueBy" | "postingId" | "beyond"> & {
    readonly at: Date;
  },
): Promise<void> {
  await tx.query(
    `update dispute_case set state = $2, reason = $3, due_by = $4, posting_id = $5, beyond = $6,
       updated_at = $7 where id = $1`,
    [id, change.state, change.reason, change.dueBy, change.postingId, change.beyond, change.at],
  );
}

/** The shares of one dispute, one a payment, in the order of their accounts. */
export async function findDisputeCases(
  db: Queryable,
  providerRef: string,
): Promise<readonly DisputeCaseRow[]> {
  const text = `select ${columns} from dispute_case where provider_ref = $1
    order by account_id, payment_id`;
  return db.query<DisputeCaseRow>(text, [providerRef]);
}

/** What the payer's bank has questioned of a payment, oldest first. */
export async function listDisputesOf(
  db: Queryable,
  paymentId: string,
): Promise<readonly DisputeCaseRow[]> {
  const text = `select ${columns} from dispute_case where payment_id = $1 order by opened_at, id`;
  return db.query<DisputeCaseRow>(text, [paymentId]);
}
