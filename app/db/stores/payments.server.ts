import type { Queryable, Tx } from "../database.server.ts";

/** Money that arrived; amounts in minor units of the currency. */
export interface PaymentRow {
  readonly id: string;
  readonly portfolioId: string;
  readonly accountId: string;
  readonly debtorId: string | null;
  readonly attemptId: string | null;
  readonly planId: string | null;
  readonly currency: string;
  readonly amount: bigint;
  /** `credit`: it was credit on another account of the debtor. */
  readonly source: "stripe" | "elsewhere" | "credit";
  readonly method: string;
  readonly reference: string | null;
  readonly chargeRef: string | null;
  readonly effectiveOn: string;
  readonly paidAt: Date;
  readonly postingId: string;
  readonly state: "succeeded" | "reversed";
  readonly receiptNo: string;
  /** What of it went back: refunds and chargebacks that stand. */
  readonly returned: bigint;
}

const columns = `id, portfolio_id as "portfolioId", account_id as "accountId",
  debtor_id as "debtorId", attempt_id as "attemptId", plan_id as "planId", currency, amount,
  source, method, reference, charge_ref as "chargeRef", effective_on as "effectiveOn",
  paid_at as "paidAt", posting_id as "postingId", state, receipt_no as "receiptNo", returned`;

export async function insertPayment(tx: Tx, payment: PaymentRow): Promise<void> {
  await tx.query(
    `insert into payment (id, portfolio_id, account_id, debtor_id, attempt_id, plan_id, currency,
       amount, source, method, reference, charge_ref, effective_on, paid_at, posting_id, state,
       receipt_no)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      payment.id,
      payment.portfolioId,
      payment.accountId,
      payment.debtorId,
      payment.attemptId,
      payment.planId,
      payment.currency,
      payment.amount,
      payment.source,
      payment.method,
      payment.reference,
      payment.chargeRef,
      payment.effectiveOn,
      payment.paidAt,
      payment.postingId,
      payment.state,
      payment.receiptNo,
    ],
  );
}

export async function findPayment(db: Queryable, id: string): Promise<PaymentRow | null> {
  const rows = await db.query<PaymentRow>(`select ${columns} from payment where id = $1`, [id]);
  return rows[0] ?? null;
}

/** The payment that this once-key of a posting made; null when the money is not in the books. */
export async function findPaymentByOnceKey(
  db: Queryable,
  onceKey: string,
): Promise<PaymentRow | null> {
  const rows = await db.query<PaymentRow>(
    `select ${columns} from payment
     where posting_id = (select id from posting where once_key = $1)`,
    [onceKey],
  );
  return rows[0] ?? null;
}

/** The payment that an attempt brought; at most one, by a unique key. */
export async function findPaymentByAttempt(
  db: Queryable,
  attemptId: string,
): Promise<PaymentRow | null> {
  const text = `select ${columns} from payment where attempt_id = $1`;
  const rows = await db.query<PaymentRow>(text, [attemptId]);
  return rows[0] ?? null;
}

/** The payments that one charge made, in the order of their accounts. */
export async function listPaymentsOfCharge(
  db: Queryable,
  chargeRef: string,
): Promise<readonly PaymentRow[]> {
  const text = `select ${columns} from payment where charge_ref = $1 order by account_id, id`;
  return db.query<PaymentRow>(text, [chargeRef]);
}

/** Marks a payment as reversed; false when it was already. */
export async function setPaymentReversed(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    "update payment set state = 'reversed' where id = $1 and state = 'succeeded' returning id",
    [id],
  );
  return rows.length === 1;
}

/** Payments of an account, newest first. */
export async function listPayments(
  db: Queryable,
  accountId: string,
): Promise<readonly PaymentRow[]> {
  return db.query<PaymentRow>(
    `select ${columns} from payment where account_id = $1 order by paid_at desc, id desc`,
    [accountId],
  );
}

/** What was paid and stayed, by the plan it counted towards, oldest first. */
export async function planPayments(
  db: Queryable,
  planId: string,
): Promise<readonly CountedPayment[]> {
  return db.query(
    `select id, effective_on as "effectiveOn", amount - returned as amount from payment
     where plan_id = $1 and state = 'succeeded' and amount > returned order by effective_on, id`,
    [planId],
  );
}

/** A payment that counts towards a plan: what of it stayed, in minor units. */
export interface CountedPayment {
  readonly id: string;
  readonly effectiveOn: string;
  readonly amount: bigint;
}

/**
 * Counts towards a plan what no plan has counted: money that stayed, was booked after the signature
 * and is effective from `since` on. Answers which, oldest first. The caller holds the account's
 * lock.
 */
export async function countUncounted(
  tx: Tx,
  plan: { readonly id: string; readonly accountId: string; readonly agreedAt: Date },
  since: string,
): Promise<readonly CountedPayment[]> {
  const counted = await tx.query<CountedPayment>(
    `update payment set plan_id = $1 from posting
     where payment.account_id = $2 and payment.plan_id is null and payment.state = 'succeeded'
       and payment.amount > payment.returned and payment.effective_on >= $4
       and posting.id = payment.posting_id and posting.recorded_at >= $3
     returning payment.id, payment.effective_on as "effectiveOn",
       payment.amount - payment.returned as amount`,
    [plan.id, plan.accountId, plan.agreedAt, since],
  );
  const key = ({ effectiveOn, id }: CountedPayment) => `${effectiveOn} ${id}`;
  return [...counted].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Payments of some portfolios, newest first: a page of them after the payment `after`. */
export async function listPaymentPage(
  db: Queryable,
  portfolioIds: readonly string[],
  page: {
    readonly accountId: string | null;
    readonly after: string | null;
    readonly limit: number;
  },
): Promise<readonly PaymentRow[]> {
  return db.query<PaymentRow>(
    `select ${columns} from payment where portfolio_id = any($1::uuid[])
       and ($2::uuid is null or account_id = $2)
       and ($3::uuid is null or (paid_at, id) < (select paid_at, id from payment where id = $3))
     order by paid_at desc, id desc limit $4`,
    [portfolioIds, page.accountId, page.after, page.limit],
  );
}
